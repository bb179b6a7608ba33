using System.Net;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Sites;
using static Pantheon.Functions.Tests.Archives.CopyHost;

namespace Pantheon.Functions.Tests.Archives;

/// <summary>The copy from sources, or by services, that break on the way.</summary>
public sealed class CopyResumeTests
{
    private const string Path = "/site.tar.gz";
    private const string NewPath = "/site-again.tar.gz";

    private static Answer ChangedAnswer => Answer.Bytes(LargeSite.Archive) with { ETag = "\"v2\"" };

    [Fact]
    public async Task Copy_ConnectionDropped_OnlyMissingBlocksAreFetchedAgain()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: TwoBlockRanges);
        var id = await host.CreateAsync("dropped");
        await host.GiveArchiveAsync(id, server.Serve(
            Path, request => request.Range == Range(0, 2 * Block) ? Good with { DropAfter = Block + 1000 } : Good));

        var end = await host.UntilCopiedAsync(id);

        Assert.Null(end.Failure);
        Assert.Equal([Range(0, 2 * Block), Range(2), Range(1)], server.RangesOf(Path));
    }

    [Fact]
    public async Task Copy_StreamWithoutRangesDropped_BeginsAnewAndArrives()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var id = await host.CreateAsync("dropped");
        await host.GiveArchiveAsync(id, server.Serve(
            Path, request => request.Number == 2 ? Good with { Ranges = false, DropAfter = Block + 1000 } : Good with { Ranges = false }));

        var end = await host.UntilAsync(id, m => m.IsDone(Step.InspectArchive) || m.Phase.IsEnded());

        Assert.Null(end.Failure);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Copy_Killed_OnlyMissingBlocksAreFetchedAfterTheRestart()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: TwoBlockRanges);
        var id = await host.CreateAsync("killed");
        await host.GiveArchiveAsync(id, server.Serve(Path, request => request.Range == Probe ? Good : Good with { StallAfter = Block + 1000, StallTimes = 2 }));
        await server.WhenStalledAsync(Path);
        await Poll.UntilAsync(() => host.CopiesOf(id).Any(path => path.Contains(".blocks", StringComparison.Ordinal)));
        await host.KillAsync();
        server.Serve(Path, Good);
        var before = server.Requests.Count;

        await host.StartAsync();
        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Null(end.Failure);
        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal([Range(2), Range(1)], server.RangesOf(Path, before));
    }

    [Fact]
    public async Task Copy_ETagChangesHalfway_FailsAsChanged()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: TwoBlockRanges);
        var id = await host.CreateAsync("changed");
        await host.GiveArchiveAsync(id, server.Serve(Path, request => request.Number > 2 ? ChangedAnswer : Good));

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Equal("archive.changedWhileCopied", end.Failure?.Code);
        Assert.False(end.Failure!.Retryable);
    }

    [Fact]
    public async Task Copy_LastModifiedChangesHalfway_FailsAsChanged()
    {
        var modified = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: TwoBlockRanges);
        var id = await host.CreateAsync("changed");
        await host.GiveArchiveAsync(id, server.Serve(
            Path, request => Good with { ETag = null, LastModified = request.Number > 2 ? modified.AddHours(1) : modified }));

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Equal("archive.changedWhileCopied", end.Failure?.Code);
    }

    [Fact]
    public async Task Copy_ChangedAndGivenAgain_BeginsAnew()
    {
        var changed = false;
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: TwoBlockRanges);
        var id = await host.CreateAsync("changed");
        var url = server.Serve(Path, request => (changed |= request.Number > 2) ? ChangedAnswer : Good);
        await host.GiveArchiveAsync(id, url);
        await host.UntilAsync(id, m => m.Phase.IsEnded());
        var before = server.Requests.Count;

        await host.GiveArchiveAsync(id, url);
        var end = await host.UntilAsync(id, m => m.Attempt == 2 && m.Phase.IsEnded());

        Assert.Null(end.Failure);
        Assert.Equal([Range(0, 2 * Block), Range(2)], server.RangesOf(Path, before));
    }

    [Fact]
    public async Task Copy_BusySourceThatNamesAWait_IsAskedAgain()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: OneBlockRanges);
        var id = await host.CreateAsync("busy");
        await host.GiveArchiveAsync(id, server.Serve(
            Path, request => request.Number is 1 or 3 ? Answer.Error(503, TimeSpan.FromSeconds(1)) : Good));

        var end = await host.UntilCopiedAsync(id);

        Assert.Null(end.Failure);
        Assert.Equal(4, server.RangesOf(Path).Length);
        Assert.Equal(6, server.Requests.Count);
    }

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

        await host.GiveArchiveAsync(id, server.Serve(NewPath, ChangedAnswer));
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
