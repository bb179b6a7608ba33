using System.Net;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests.Dashboard;

public sealed class GetSiteTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly PantheonHost host = fixture.Host;

    [Fact]
    public async Task Site_Created_IsShownWhateverItsCase()
    {
        var id = await host.CreateAsync("Shown-Site");
        var migration = await host.UntilAsync(id, m => m.Phase == MigrationPhase.AwaitingPlugin);
        using var response = await host.Http.GetAsync("/sites/shown-site");

        Assert.Equal("http://service.test/sites/Shown-Site", migration.Site!.DashboardUrl);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("code.git", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("%2e%2e%5C%2e%2e")]
    public async Task Site_NotThere_IsNotFound(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/sites/{name}");
        using var response = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
