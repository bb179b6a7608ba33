using System.Net;
using Pantheon.Functions.Migrations;
using static Pantheon.Functions.Tests.Archives.CopyHost;

namespace Pantheon.Functions.Tests.Archives;

/// <summary>The copy that its owner cancels.</summary>
public sealed class CancelledCopyTests
{
    private const string Path = "/site.tar.gz";

    [Fact]
    public async Task Cancel_WhileCopying_LeavesNoFiles()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: TwoBlockRanges);
        var id = await host.CreateAsync("cancelled");
        await host.GiveArchiveAsync(id, server.Serve(Path, request => request.Range == Probe ? Good : Good with { StallAfter = Block + 1000, StallTimes = 2 }));
        await server.WhenStalledAsync(Path);
        await host.UntilAsync(id, m => m.Progress?.Done == Block);

        using var response = await host.Http.PostAsync($"/api/migrations/{id}/cancel", null);
        await server.DisposeAsync();

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await host.IdleAsync(id, 1);
        Assert.Empty(host.CopiesOf(id));
        Assert.Equal(MigrationPhase.Cancelled, (await host.Store.FindAsync(id, default))!.Phase);
    }

    [Fact]
    public async Task Cancel_WhileABlockIsStaged_LeavesNoFiles()
    {
        var gate = new Gate();
        var store = new ArchiveStoreHook { Staging = (_, _, token) => gate.PassAsync(token) };
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(configure: store.AddTo, settings: OneBlockRanges);
        var id = await host.CreateAsync("cancelled");
        await host.GiveArchiveAsync(id, server.Serve(Path, Good));
        await gate.Reached;

        using var response = await host.Http.PostAsync($"/api/migrations/{id}/cancel", null);
        var deleted = new TaskCompletionSource();
        var deletions = 0;
        store.Deleting = _ =>
        {
            if (Interlocked.Increment(ref deletions) == 3)
                deleted.TrySetResult();
            return Task.CompletedTask;
        };
        gate.Open();

        // Each of the three ranges clears up after itself.
        await deleted.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Poll.UntilAsync(() => !host.CopiesOf(id).Any());
    }
}
