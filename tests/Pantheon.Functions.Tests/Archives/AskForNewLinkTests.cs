using System.Net;
using Pantheon.Functions.Migrations;
using static Pantheon.Functions.Tests.Archives.CopyHost;

namespace Pantheon.Functions.Tests.Archives;

/// <summary>The copy from a link that expires on the way.</summary>
public sealed class AskForNewLinkTests
{
    private const string Path = "/site.tar.gz";
    private const string NewPath = "/site-again.tar.gz";

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task Copy_LinkExpires_WaitsForANewOneAndGoesOnWithTheKeptBlocks(HttpStatusCode status)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: TwoBlockRanges);
        var id = await ExpireAsync(server, host, "wordpress", status, MigrationPhase.AwaitingPlugin);

        await host.GiveArchiveAsync(id, server.Serve(NewPath, Good));
        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Null(end.Failure);
        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal([Range(2)], server.RangesOf(NewPath));
        Assert.Equal(1, end.Attempt);
        Assert.Single(host.Emails(), mail => mail.MessageId!.Contains("-link-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Copy_LinkExpiresAndTheNewOneLeadsToAnotherFile_BeginsAnew()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: TwoBlockRanges);
        var id = await ExpireAsync(server, host, "drupalComposer", HttpStatusCode.Forbidden, MigrationPhase.AwaitingArchive);

        await host.GiveArchiveAsync(id, server.Serve(NewPath, Changed));
        var copied = await host.UntilCopiedAsync(id);

        Assert.Equal([Range(0, 2 * Block), Range(2)], server.RangesOf(NewPath));
        Assert.Equal("\"v2\"", copied.Copy?.Version.ETag);
        Assert.Single(host.CopiesOf(id));
    }

    [Fact]
    public async Task Copy_LinkExpiresTwice_EachIsToldOnce()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: OneBlockRanges.Append("Archives:RangesAtOnce=1").ToArray());
        var id = await host.CreateAsync("twice");
        await host.GiveArchiveAsync(id, server.Serve(Path, request => request.Number > 2 ? Answer.Error(403) : Good));
        await UntilAskedAsync(host, id, MigrationPhase.AwaitingPlugin);
        await host.GiveArchiveAsync(id, server.Serve(NewPath, request => request.Number > 2 ? Answer.Error(403) : Good));
        await UntilAskedAsync(host, id, MigrationPhase.AwaitingPlugin);
        await Poll.UntilAsync(() => host.Emails().Count(mail => mail.MessageId!.Contains("-link-", StringComparison.Ordinal)) == 2);

        await host.GiveArchiveAsync(id, server.Serve("/third.tar.gz", Good));
        var end = await host.UntilCopiedAsync(id);

        Assert.Null(end.Failure);
        Assert.Equal([Range(2)], server.RangesOf("/third.tar.gz"));
    }

    [Fact]
    public async Task Copy_OnlyTheShortLastBlockIsKept_ProgressStaysWithinTheTotal()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: OneBlockRanges);
        var id = await host.CreateAsync("progress");
        await host.GiveArchiveAsync(id, server.Serve(
            Path, request => request.Range == Probe || request.Range == Range(2) ? Good : Good with { StallAfter = 1000 }));
        await Poll.UntilAsync(async token =>
            await host.Store.FindAsync(id, token) is { Progress.Done: > 0 });
        await host.KillAsync();
        server.Serve(Path, Answer.Error(403));
        await host.StartAsync();
        await UntilAskedAsync(host, id, MigrationPhase.AwaitingPlugin);

        await host.GiveArchiveAsync(id, server.Serve(NewPath, request => request.Range == Probe ? Good : Good with { StallAfter = 1000 }));
        var migration = await host.UntilAsync(id, m => m.Progress is not null);

        Assert.Equal(new MigrationProgress(Length - (2 * Block), Length, "bytes"), migration.Progress);
    }

    private static async Task<string> ExpireAsync(ArchiveServer server, PantheonHost host, string framework, HttpStatusCode status, MigrationPhase waiting)
    {
        var id = await host.CreateAsync("expired", framework);
        await host.GiveArchiveAsync(id, server.Serve(Path, request => request.Number > 2 ? Answer.Error((int)status) : Good));
        var asked = await UntilAskedAsync(host, id, waiting);
        await Poll.UntilAsync(() => host.Emails().Any(mail => mail.MessageId!.Contains("-link-", StringComparison.Ordinal)));
        Assert.NotNull(asked.WaitingSince);
        return id;
    }

    // Before the copy it waited in the same phase.
    private static Task<Migration> UntilAskedAsync(PantheonHost host, string id, MigrationPhase waiting) =>
        host.UntilAsync(id, m => m.Phase == waiting && m.Source is null && m.Copy is not null);
}
