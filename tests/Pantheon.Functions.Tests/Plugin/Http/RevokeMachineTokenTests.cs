using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Tests.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Plugin.Http;

public sealed class RevokeMachineTokenTests(PluginFixture fixture) : IClassFixture<PluginFixture>
{
    private readonly PantheonHost host = fixture.Host;

    [Fact]
    public async Task Delete_Token_RevokesItAndIsOnTheLog()
    {
        var (id, peer) = await host.BeginWithPluginAsync("deleted");
        using var first = await host.Http.DeleteAsync($"/api/migrations/{id}/machine-token");
        using var second = await host.Http.DeleteAsync($"/api/migrations/{id}/machine-token");
        using var callback = await peer.StartedAsync();

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, callback.StatusCode);
        var log = await host.Http.GetStringAsync($"/api/migrations/{id}/log");
        Assert.Equal(2, log.Split("The machine token was revoked as asked").Length);
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("expired")]
    [InlineData("succeeded")]
    public async Task Token_AtTheEnd_IsRevoked(string how)
    {
        var time = new FakeTimeProvider(SampleMigration.Now);
        await using var server = await ArchiveServer.StartAsync();
        await using var timed = await PantheonHost.StartNewAsync(time, settings: PluginCalls.Setting);
        var (id, peer) = await timed.BeginWithPluginAsync("ends");
        if (how == "cancelled")
            (await timed.PostAsync($"/api/migrations/{id}/cancel", string.Empty)).Dispose();
        else if (how == "succeeded")
            (await peer.ArchiveReadyAsync(server.Serve("/a", Answer.Bytes(SampleSites.WordPress().ToTarGzip())))).Dispose();
        await timed.UntilAsync(id, m => m.Phase.ToString().Equals(how, StringComparison.OrdinalIgnoreCase), how == "expired" ? TimeSpan.FromHours(2) : TimeSpan.FromSeconds(1));

        await Poll.UntilAsync(async token => (await timed.Services.GetRequiredService<IMachineTokenStore>().FindAsync(id, token))!.ExpiresAt <= time.GetUtcNow());
    }
}
