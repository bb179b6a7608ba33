using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Archives.Downloads;

namespace Pantheon.Archives.Tests.Downloads;

public sealed class StallGuardStreamTests
{
    private readonly FakeTimeProvider time = new();

    private Task<RemoteArchive> OpenAsync(LoopbackServer server) =>
        ArchiveDownloader.Create(new() { AllowedPrivateHosts = ["127.0.0.1"] }, time).OpenAsync(server.At("/"), CancellationToken.None);

    /// <summary>Sends 1,000 bytes and then nothing, but keeps the connection.</summary>
    private static Task<LoopbackServer> StallingAsync() => LoopbackServer.StartAsync(async context =>
    {
        await context.Response.Body.WriteAsync(new byte[1000]);
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    });

    [Fact]
    public async Task ReadAsync_ConnectionDroppedMidway_TransferException()
    {
        var begun = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 1_000_000;
            await context.Response.Body.WriteAsync(new byte[1000]);
            await context.Response.Body.FlushAsync();
            await begun.Task; // a connection that is dropped earlier takes the unread headers with it
            context.Abort();
        });
        await using var archive = await OpenAsync(server);
        await archive.Content.ReadExactlyAsync(new byte[1000]);
        begun.SetResult();

        await Assert.ThrowsAsync<TransferException>(() => archive.Content.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task ReadAsync_SourceThatSendsNothingMore_TransferException()
    {
        await using var server = await StallingAsync();
        await using var archive = await OpenAsync(server);
        await archive.Content.ReadExactlyAsync(new byte[1000]);

        var stalled = archive.Content.ReadAsync(new byte[1]).AsTask();
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(stalled.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("60 seconds", (await Assert.ThrowsAsync<TransferException>(() => stalled)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_CancelledByTheCaller_Cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await using var server = await StallingAsync();
        await using var archive = await OpenAsync(server);
        await archive.Content.ReadExactlyAsync(new byte[1000]);

        var read = archive.Content.ReadAsync(new byte[1], cancelled.Token).AsTask();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public async Task Read_Synchronously_NotSupported()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("x"));
        await using var archive = await OpenAsync(server);

        Assert.Throws<NotSupportedException>(() => archive.Content.ReadByte());
    }
}
