using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Identity;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Migrations;

namespace Pantheon.Functions.Tests.Identity;

[Collection(ProcessEnvironment.Name)]
public sealed class EasyAuthModeTests : IAsyncLifetime
{
    private const string Enabled = "WEBSITE_AUTH_ENABLED";
    private const string Header = "X-MS-CLIENT-PRINCIPAL";

    private readonly IDisposable platform = ProcessEnvironment.Set(Enabled, "true");
    private PantheonHost host = null!;

    public async Task InitializeAsync() => host = await PantheonHost.StartNewAsync(settings: "Auth:Mode=EasyAuth");

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        platform.Dispose();
    }

    [Fact]
    public async Task Call_PrincipalOfThePlatform_IsItsUser()
    {
        using var caller = Caller(Principal(
            ("http://schemas.microsoft.com/identity/claims/objectidentifier", "user-1"), ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "u@example.com"),
            ("name", "User One"), ("organizations", "org-1"), ("organizations", "org-2"), ("auth_time", "1700000000")));
        var session = await (await caller.GetAsync("/api/session")).JsonAsync();

        Assert.Equal(
            ("user-1", "u@example.com", "User One", "2023-11-14T22:13:20Z"),
            ((string?)session["subject"], (string?)session["email"], (string?)session["name"], (string?)session["authenticatedAt"]));
        Assert.Equal(["org-1", "org-2"], session["organizations"]!.AsArray().Select(id => (string?)id));
        Assert.StartsWith("/.auth/login/", (string?)session["signInPage"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("bnVsbA==")]
    [InlineData("W10=")]
    [InlineData("e30=")]
    [InlineData("eyJjbGFpbXMiOltudWxsXX0=")]
    [InlineData("eyJjbGFpbXMiOlt7InR5cCI6InN1YiJ9LHsidmFsIjoieCJ9XX0=")]
    public async Task Call_NoPrincipal_IsRefused(string? header)
    {
        using var caller = Caller(header);
        using var response = await caller.GetAsync("/api/session");

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), (response.StatusCode, await response.CodeOfAsync()));
    }

    [Fact]
    public async Task Call_TheLocalKey_IsRefused()
    {
        using var response = await host.Http.GetAsync("/api/session");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("false")]
    [InlineData("1")]
    public async Task Authenticate_PlatformDoesNotSignIn_TheHeaderIsAnybodys(string? enabled)
    {
        using var off = ProcessEnvironment.Set(Enabled, enabled);
        var http = new DefaultHttpContext();
        http.Request.Headers[Header] = Principal(("sub", "user-1"));

        Assert.Null(await new EasyAuthMode().AuthenticateAsync(http));
        var refusal = await Record.ExceptionAsync(() => PantheonHost.StartNewAsync(settings: "Auth:Mode=EasyAuth"));
        Assert.Contains("WEBSITE_AUTH_ENABLED", refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_OfAnotherMode_TakesNoPrincipal()
    {
        await using var local = await PantheonHost.StartNewAsync();
        using var caller = local.ClientOf(null);
        caller.DefaultRequestHeaders.Add(Header, Principal(("sub", "user-1")));
        using var response = await caller.GetAsync("/api/session");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Call_ThatChangesSomething_NeedsTheAntiforgeryToken()
    {
        using var caller = Caller(Principal(("sub", "user-1")));
        using var without = await caller.PostAsync("/api/migrations", ApiCalls.Body("{}"));
        var token = (string)(await (await caller.GetAsync("/api/session")).JsonAsync())["antiforgeryToken"]!;
        using var other = Caller(Principal(("sub", "user-2")));
        other.DefaultRequestHeaders.Add(Antiforgery.Header, token);
        using var ofAnother = await other.PostAsync("/api/migrations", ApiCalls.Body("{}"));
        caller.DefaultRequestHeaders.Add(Antiforgery.Header, token);
        using var with = await caller.PostAsync("/api/migrations", ApiCalls.Body("{}"));

        Assert.Equal((HttpStatusCode.Forbidden, "antiforgery"), (without.StatusCode, await without.CodeOfAsync()));
        Assert.Equal((HttpStatusCode.Forbidden, "antiforgery"), (ofAnother.StatusCode, await ofAnother.CodeOfAsync()));
        Assert.Equal(HttpStatusCode.BadRequest, with.StatusCode);
    }

    [Theory]
    [InlineData(-4, HttpStatusCode.OK)]
    [InlineData(-6, HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task MachineToken_BySignIn_NeedsOneThatIsNotLongAgo(int? minutes, HttpStatusCode expected)
    {
        await host.Store.CreateAsync(SampleMigration.Of("m", MigrationPhase.AwaitingPlugin, owner: "user-1"), null, default);
        var signedInAt = minutes is { } ago ? $"{TimeProvider.System.GetUtcNow().AddMinutes(ago).ToUnixTimeSeconds()}" : string.Empty;
        using var caller = Caller(Principal(("sub", "user-1"), ("auth_time", signedInAt)));
        caller.DefaultRequestHeaders.Add(Antiforgery.Header, (string)(await (await caller.GetAsync("/api/session")).JsonAsync())["antiforgeryToken"]!);
        using var response = await caller.PostAsync("/api/migrations/m/machine-token", null);

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Unauthorized)
            Assert.Equal("reauthenticate", await response.CodeOfAsync());
    }

    private static string Principal(params (string Typ, string Val)[] claims) => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        auth_typ = "aad",
        claims = claims.Select(claim => new { typ = claim.Typ, val = claim.Val }),
        name_typ = "name",
        role_typ = "roles",
    })));

    private HttpClient Caller(string? principal)
    {
        var caller = host.ClientOf(null);
        if (principal is not null)
            caller.DefaultRequestHeaders.TryAddWithoutValidation(Header, principal);
        return caller;
    }
}
