using System.Net;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Plugin.Http;

public sealed class ShowPluginProgressTests(PluginFixture fixture) : IClassFixture<PluginFixture>
{
    private readonly PantheonHost host = fixture.Host;

    [Fact]
    public async Task Progress_OfTheTicket_FollowsTheMigrationToItsEnd()
    {
        await using var server = await ArchiveServer.StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("form-progress");
        using var begun = await peer.SubmitAsync(peer.Form());
        var address = PluginPage.NextOf(await begun.PageAsync(HttpStatusCode.OK));
        await host.UntilAsync(id, m => m.Progress is not null);
        using var told = await peer.ProgressAsync(1234, 5678, "tables");
        await host.UntilAsync(id, m => m.Progress!.Done == 1234);
        var waiting = await ProgressAsync(address);
        using var ready = await peer.ArchiveReadyAsync(server.Serve("/p", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));
        await host.UntilAsync(id, MigrationPhase.Succeeded);
        var ended = await ProgressAsync(address);

        Assert.Contains("form-progress: the plugin is sending the site", waiting, StringComparison.Ordinal);
        Assert.Contains("1,234 of 5,678 tables", waiting, StringComparison.Ordinal);
        Assert.Equal(address, PluginPage.NextOf(waiting));
        Assert.Contains("form-progress: the migration is complete", ended, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv", ended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_Failed_SaysWhy()
    {
        var (id, peer) = await host.BeginWithPluginAsync("form-failed");
        using var begun = await peer.SubmitAsync(peer.Form());
        using var failed = await peer.FailedAsync("code", "<b>No room</b>");
        await host.UntilAsync(id, MigrationPhase.Failed);
        var page = await ProgressAsync(PluginPage.NextOf(await begun.PageAsync(HttpStatusCode.OK)));

        Assert.Contains("The plugin could not send the site", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;No room&lt;/b&gt;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("x%2F..%2Fy")]
    public async Task Progress_NoTicket_IsNotFound(string ticket)
    {
        using var anybody = host.ClientOf(null);
        using var response = await anybody.GetAsync($"/home/migrate/{ticket}");

        await response.PageAsync(HttpStatusCode.NotFound);
    }

    private async Task<string> ProgressAsync(string address)
    {
        using var anybody = host.ClientOf(null);
        using var response = await anybody.GetAsync(address);
        return await response.PageAsync(HttpStatusCode.OK);
    }
}
