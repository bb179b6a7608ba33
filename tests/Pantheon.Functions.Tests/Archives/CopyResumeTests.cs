using Pantheon.Functions.Migrations;
using static Pantheon.Functions.Tests.Archives.CopyHost;

namespace Pantheon.Functions.Tests.Archives;

/// <summary>The copy from sources, or by services, that break on the way.</summary>
public sealed class CopyResumeTests
{
    private const string Path = "/site.tar.gz";

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
        await host.GiveArchiveAsync(id, server.Serve(Path, request => request.Number > 2 ? Changed : Good));

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
        var url = server.Serve(Path, request => (changed |= request.Number > 2) ? Changed : Good);
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
}
