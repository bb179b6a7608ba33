using System.Net;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Archives;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Plugin;

public sealed class CallbackReaderTests(PluginFixture fixture) : IClassFixture<PluginFixture>
{
    private readonly PantheonHost host = fixture.Host;

    [Fact]
    public async Task Started_OfTheSite_IsOnRecordAndLog()
    {
        var (id, peer) = await host.BeginWithPluginAsync("started");
        using var answer = await peer.StartedAsync("http://www.old.example.com/");
        var moved = await host.UntilAsync(id, m => m.Progress is not null);

        Assert.Equal((MigrationPhase.AwaitingPlugin, new MigrationProgress(0, null, "steps")), (moved.Phase, moved.Progress));
        Assert.Contains("The plugin has started on the old site", await LogAsync(id), StringComparison.Ordinal);
        Assert.DoesNotContain("The plugin runs on", await LogAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Started_OfAnotherSite_IsNotedOnTheLogWithoutItsQuery()
    {
        var (id, peer) = await host.BeginWithPluginAsync("elsewhere");
        using var answer = await peer.StartedAsync("https://staging.example.com/?key=hush");
        await host.UntilAsync(id, m => m.Progress is not null);
        await Poll.UntilAsync(async _ => (await LogAsync(id)).Contains("The plugin runs on https://staging.example.com/", StringComparison.Ordinal));

        Assert.DoesNotContain("hush", await LogAsync(id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"done\":5}", 5, null, "steps")]
    [InlineData("{\"done\":5,\"total\":10,\"unit\":\"bytes\"}", 5, 10, "bytes")]
    [InlineData("{\"done\":5,\"total\":null,\"unit\":\"<b>\"}", 5, null, "steps")]
    [InlineData("{\"done\":5,\"total\":\"many\",\"unit\":\"aVeryLongUnitThatNobodyUses\"}", 5, null, "steps")]
    public async Task Progress_Always_IsOnTheRecord(string data, long done, int? total, string unit)
    {
        var name = $"progress-{Guid.NewGuid():N}";
        var (id, peer) = await host.BeginWithPluginAsync(name);
        using var answer = await peer.SendAsync(peer.Sign($$$"""{"type":"migration.progress","data":{"siteName":"{{{name}}}",{{{data[1..]}}}}"""));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(new MigrationProgress(done, total, unit), (await host.UntilAsync(id, m => m.Progress is not null)).Progress);
    }

    [Fact]
    public async Task ArchiveReady_WithItsChecksum_IsCopiedAndChecked()
    {
        await using var server = await ArchiveServer.StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("ready");
        using var answer = await peer.ArchiveReadyAsync(server.Serve("/ready", Answer.Bytes(SampleSites.WordPress().ToTarGzip())), new string('A', 64));

        Assert.Equal("archive.checksumMismatch", (await host.UntilAsync(id, m => m.Phase.IsEnded())).Failure!.Code);
    }

    [Fact]
    public async Task ArchiveReady_AddressWithAKey_IsLoggedWithoutIt()
    {
        await using var server = await ArchiveServer.StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("ready-key");
        using var answer = await peer.ArchiveReadyAsync(new Uri(server.Serve("/ready-key", Answer.Bytes(SampleSites.WordPress().ToTarGzip())), "/ready-key?sig=hush"));
        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Contains("The plugin says that the archive is at", await LogAsync(id), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", await LogAsync(id), StringComparison.Ordinal);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ArchiveReady_AgainAfterTheLinkExpired_TheCopyGoesOn()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var copying = await PantheonHost.StartNewAsync(settings: [PluginCalls.Setting, .. CopyHost.OneBlockRanges, "Archives:RangesAtOnce=1"]);
        var (id, peer) = await copying.BeginWithPluginAsync("expires");
        using var first = await peer.ArchiveReadyAsync(server.Serve("/first", request => request.Number > 2 ? Answer.Error(403) : CopyHost.Good));
        await copying.UntilAsync(id, m => m.Phase == MigrationPhase.AwaitingPlugin && m.Copy is not null && m.Source is null);

        using var second = await peer.ArchiveReadyAsync(server.Serve("/second", CopyHost.Good));
        var copied = await copying.UntilCopiedAsync(id);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        Assert.Null(copied.Failure);
        Assert.Equal([CopyHost.Range(2), CopyHost.Range(1)], server.RangesOf("/second"));
    }

    private Task<string> LogAsync(string id) => host.Http.GetStringAsync($"/api/migrations/{id}/log");
}
