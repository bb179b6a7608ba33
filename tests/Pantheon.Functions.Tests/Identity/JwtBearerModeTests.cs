using System.Net;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Migrations;

namespace Pantheon.Functions.Tests.Identity;

public sealed class JwtBearerModeTests : IAsyncLifetime
{
    private OpenIdIssuer issuer = null!;
    private PantheonHost host = null!;

    public async Task InitializeAsync()
    {
        issuer = await OpenIdIssuer.StartAsync();
        host = await PantheonHost.StartNewAsync(settings: issuer.Settings);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Call_TokenOfTheIssuer_IsItsUser()
    {
        using var caller = host.ClientOf(issuer.Token("user-1", ("organizations", new[] { "org-1", "org-2" }), ("auth_time", 1700000000L)));
        using var response = await caller.GetAsync("/api/session");
        var session = await response.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            ("user-1", "user-1@example.com", "Name of user-1", "2023-11-14T22:13:20Z"),
            ((string?)session["subject"], (string?)session["email"], (string?)session["name"], (string?)session["authenticatedAt"]));
        Assert.Equal(["org-1", "org-2"], session["organizations"]!.AsArray().Select(id => (string?)id));
        Assert.Null(session["signInPage"]);
    }

    [Theory]
    [InlineData("email", "user-1")]
    [InlineData("organizations", "user-1")]
    [InlineData("name", "user-1@example.com")]
    public async Task Call_TokenWithoutAClaim_IsStillAUser(string missing, string nameOrSubject)
    {
        using var caller = host.ClientOf(issuer.Token("user-1", (missing, null)));
        var session = await (await caller.GetAsync("/api/session")).JsonAsync();

        Assert.Equal(nameOrSubject, (string?)session[missing == "name" ? "name" : "subject"]);
    }

    [Theory]
    [InlineData("another key")]
    [InlineData("the public key")]
    [InlineData("no signature")]
    [InlineData("another audience")]
    [InlineData("another issuer")]
    [InlineData("expired")]
    [InlineData("not yet")]
    [InlineData("no expiry")]
    [InlineData("no subject")]
    [InlineData("changed")]
    [InlineData("no token")]
    [InlineData("the local key")]
    [InlineData("nothing")]
    public async Task Call_AnyOtherToken_IsRefused(string what)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var caller = host.ClientOf(what switch
        {
            "another key" => issuer.TokenOfAnotherKey(),
            "the public key" => issuer.TokenSignedByThePublicKey(),
            "no signature" => issuer.TokenWithoutSignature(),
            "another audience" => issuer.Token(claims: ("aud", "another")),
            "another issuer" => issuer.Token(claims: ("iss", "https://issuer.example.com")),
            "expired" => issuer.Token(claims: ("exp", now.AddMinutes(-10).ToUnixTimeSeconds())),
            "not yet" => issuer.Token(claims: ("nbf", now.AddMinutes(10).ToUnixTimeSeconds())),
            "no expiry" => issuer.Token(claims: ("exp", null)),
            "no subject" => issuer.Token(claims: ("sub", null)),
            "changed" => Changed(issuer.Token("user-1")),
            "no token" => "nonsense",
            "the local key" => PantheonHost.Key,
            _ => null,
        });
        using var response = await caller.GetAsync("/api/session");

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), (response.StatusCode, await response.CodeOfAsync()));
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(PantheonHost.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignInLink_OfTheLocalKey_IsNotFound()
    {
        using var caller = host.ClientOf(null);
        using var response = await caller.GetAsync($"/signin?key={PantheonHost.Key}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task MachineToken_OldSignIn_NeedsANewOne()
    {
        await host.Store.CreateAsync(SampleMigration.Of("m", MigrationPhase.AwaitingPlugin, owner: "user-1"), null, default);
        using var old = await ShowAsync(issuer.Token("user-1", ("auth_time", TimeProvider.System.GetUtcNow().AddMinutes(-6).ToUnixTimeSeconds())));
        using var unknown = await ShowAsync(issuer.Token("user-1", ("auth_time", null)));
        using var renewed = await ShowAsync(issuer.Token("user-1"));

        foreach (var refused in new[] { old, unknown })
        {
            Assert.Equal((HttpStatusCode.Unauthorized, "reauthenticate"), (refused.StatusCode, await refused.CodeOfAsync()));
            Assert.Contains("error=\"insufficient_user_authentication\"", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            Assert.Contains("max_age=300", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
    }

    [Fact]
    public async Task SignIn_TokenThatThePageSends_OpensASession()
    {
        using var browser = new Browser(host);
        await browser.SignInAsync(issuer.Token("user-2", ("organizations", new[] { "org-1" })));
        var session = await browser.SessionAsync();

        Assert.Equal(("user-2", "org-1"), ((string?)session["subject"], (string?)session["organizations"]!.AsArray().Single()));
    }

    private async Task<HttpResponseMessage> ShowAsync(string token)
    {
        using var caller = host.ClientOf(token);
        return await caller.PostAsync("/api/migrations/m/machine-token", null);
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var claims = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(parts[1]).Replace("user-1", "user-9", StringComparison.Ordinal);
        return $"{parts[0]}.{Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }
}
