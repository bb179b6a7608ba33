using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Identity;
using Pantheon.Functions.Tests.Migrations;

namespace Pantheon.Functions.Tests.Identity;

public sealed class SessionsTests
{
    private static readonly User Somebody = new("user-1", "u@example.com", "User One", ["org-1"], SampleMigration.Now) { AdministeredOrganizations = ["org-2"] };

    private readonly EphemeralDataProtectionProvider protection = new();
    private readonly FakeTimeProvider time = new(SampleMigration.Now);

    [Theory]
    [InlineData("http", "127.0.0.1", "http://127.0.0.1:7071", false)]
    [InlineData("http", "::1", "http://127.0.0.1:7071", false)]
    [InlineData("https", "127.0.0.1", "http://127.0.0.1:7071", true)]
    [InlineData("http", "192.0.2.1", "http://127.0.0.1:7071", true)]
    [InlineData("http", "127.0.0.1", "https://migrate.example.com", true)]
    [InlineData("http", null, "http://127.0.0.1:7071", true)]
    public void Begin_Cookie_IsSecureOffLoopback(string scheme, string? address, string publicUrl, bool isSecure)
    {
        var cookie = Begin(scheme, address, publicUrl);

        Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; max-age=1209600", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Read_Cookie_IsTheWholeUser()
    {
        var read = Read(Begin());

        Assert.Equal(("user-1", "u@example.com", "User One", SampleMigration.Now), (read!.Subject, read.Email, read.Name, read.AuthenticatedAt));
        Assert.Equal(["org-1"], read.Organizations);
        Assert.Equal(["org-2"], read.AdministeredOrganizations);
    }

    [Fact]
    public void Read_AfterTwoWeeks_IsNobody()
    {
        var cookie = Begin();
        time.Advance(TimeSpan.FromDays(14));

        Assert.Null(Read(cookie));
    }

    [Theory]
    [InlineData("pantheon-session=")]
    [InlineData("pantheon-session=nonsense")]
    [InlineData("another=cookie")]
    public void Read_NoSession_IsNobody(string cookie) => Assert.Null(Read(cookie));

    [Fact]
    public void Read_AfterTheKeyWasChanged_IsNobody() => Assert.Null(Sessions("another-key-that-only-the-tests-know-0123").Read(With(Begin())));

    [Fact]
    public async Task SignOut_Always_TakesTheCookieAway()
    {
        await using var host = await PantheonHost.StartNewAsync();
        using var browser = new Browser(host);
        await browser.SignInAsync(PantheonHost.Key);
        using var response = await browser.PostAsync("/signout");
        var cookie = response.Headers.GetValues("Set-Cookie").Single();

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.StartsWith("pantheon-session=;", cookie, StringComparison.Ordinal);
        Assert.Contains("expires=Thu, 01 Jan 1970", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_AfterARestart_GoesOn()
    {
        await using var host = await PantheonHost.StartNewAsync();
        using var before = new Browser(host);
        await before.SignInAsync(PantheonHost.Key);
        await host.RestartAsync();
        using var after = host.ClientOf(null);
        after.DefaultRequestHeaders.Add("Cookie", before.SetCookie.Split(';')[0]);
        using var response = await after.GetAsync("/api/session");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Sessions Sessions(string key = PantheonHost.Key, string publicUrl = "http://127.0.0.1:7071")
    {
        var (auth, app) = (Options.Create(new AuthOptions { LocalKey = key }), Options.Create(new AppOptions { PublicUrl = publicUrl }));
        return new(protection, new LocalKeyMode(new LocalKey(auth, app), time), app, time);
    }

    private string Begin(string scheme = "http", string? address = "127.0.0.1", string publicUrl = "http://127.0.0.1:7071")
    {
        var http = new DefaultHttpContext { Request = { Scheme = scheme }, Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) } };
        Sessions(publicUrl: publicUrl).Begin(http, Somebody);
        return http.Response.Headers.SetCookie.Single()!;
    }

    private User? Read(string cookie) => Sessions().Read(With(cookie));

    private static HttpRequest With(string cookie)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = cookie.Split(';')[0];
        return http.Request;
    }
}
