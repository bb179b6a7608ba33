using System.Net;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Platforms;

namespace Pantheon.Functions.Tests.Migrations.Http;

/// <summary>Two organizations; who is in them, who administers them, and who is neither.</summary>
public sealed class OrganizationTests : IAsyncLifetime
{
    private OpenIdIssuer issuer = null!;
    private PantheonHost host = null!;

    public async Task InitializeAsync()
    {
        issuer = await OpenIdIssuer.StartAsync();
        host = await PantheonHost.StartNewAsync(configure: new PlatformHook().AddTo, settings: issuer.Settings);
        await host.Store.CreateAsync(SampleMigration.Of("m", MigrationPhase.Failed, owner: "owner") with { Organization = "org-1" }, null, default);
        await host.Store.CreateAsync(SampleMigration.Of("own", MigrationPhase.Failed, owner: "owner"), null, default);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Theory]
    [InlineData("owner", HttpStatusCode.OK)]
    [InlineData("admin", HttpStatusCode.OK)]
    [InlineData("member", HttpStatusCode.NotFound)]
    [InlineData("other admin", HttpStatusCode.NotFound)]
    [InlineData("stranger", HttpStatusCode.NotFound)]
    public async Task Migration_OfAnOrganization_IsItsOwnersAndItsAdmins(string who, HttpStatusCode expected)
    {
        using var caller = Caller(who);
        foreach (var call in new[] { string.Empty, "/report", "/log" })
        {
            using var response = await caller.GetAsync($"/api/migrations/m{call}");
            Assert.Equal(expected, response.StatusCode);
        }

        using var token = await caller.PostAsync("/api/migrations/m/machine-token", null);
        using var delete = await caller.DeleteAsync("/api/migrations/m/machine-token");
        using var cancel = await caller.PostAsync("/api/migrations/m/cancel", null);
        Assert.Equal(expected, token.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? HttpStatusCode.NoContent : expected, delete.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? HttpStatusCode.Accepted : expected, cancel.StatusCode);
    }

    [Fact]
    public async Task Migration_OfNoOrganization_IsItsOwnersOnly()
    {
        using var admin = Caller("admin");
        using var response = await admin.GetAsync("/api/migrations/own");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("member", HttpStatusCode.Accepted)]
    [InlineData("admin", HttpStatusCode.Accepted)]
    [InlineData("other admin", HttpStatusCode.BadRequest)]
    [InlineData("stranger", HttpStatusCode.BadRequest)]
    public async Task Create_InAnOrganization_IsForItsMembers(string who, HttpStatusCode expected)
    {
        using var caller = Caller(who);
        using var response = await caller.PostAsync("/api/migrations", ApiCalls.Body(
            """{"sourceUrl":"https://old.example.com","framework":"wordpress","siteName":"in-an-organization","organization":"org-1"}"""));

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.BadRequest)
            Assert.Equal(["organization"], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("admin", "?organization=org-1", "m")]
    [InlineData("admin", "", "")]
    [InlineData("owner", "", "m own")]
    [InlineData("owner", "?q=SITE-OWN", "own")]
    [InlineData("owner", "?q=old.example", "m own")]
    [InlineData("owner", "?q=%25", "")]
    [InlineData("owner", "?q=nothing", "")]
    [InlineData("admin", "?organization=org-1&q=site-m", "m")]
    [InlineData("admin", "?organization=org-1&phase=succeeded", "")]
    public async Task List_ByOwnerOrOrganization_GivesThoseOnly(string who, string query, string ids)
    {
        using var caller = Caller(who);
        var page = await (await caller.GetAsync($"/api/migrations{query}")).JsonAsync();

        Assert.Equal(ids, string.Join(' ', page["items"]!.AsArray().Select(item => (string?)item!["id"]).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("member")]
    [InlineData("owner")]
    [InlineData("other admin")]
    public async Task List_OrganizationThatOneDoesNotAdminister_IsRefused(string who)
    {
        using var caller = Caller(who);
        using var response = await caller.GetAsync("/api/migrations?organization=org-1");

        Assert.Equal("request.invalid", await response.CodeOfAsync());
        Assert.Equal(["organization"], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("member", "org-1")]
    [InlineData("admin", "org-1")]
    [InlineData("other admin", "org-2")]
    [InlineData("stranger", "")]
    public async Task Organizations_AreTheCallersOwn(string who, string ids)
    {
        using var caller = Caller(who);
        var all = await (await caller.GetAsync("/api/organizations")).JsonAsync();

        Assert.Equal(ids, string.Join(' ', all["items"]!.AsArray().Select(item => (string?)item!["id"])));
    }

    private HttpClient Caller(string who) => host.ClientOf(who switch
    {
        "member" => issuer.Token(who, ("organizations", new[] { "org-1" })),
        "admin" => issuer.Token(who, ("admin_organizations", new[] { "org-1" })),
        "other admin" => issuer.Token(who, ("organizations", new[] { "org-2" }), ("admin_organizations", new[] { "org-2" })),
        _ => issuer.Token(who),
    });
}
