using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Pantheon.Functions.Http;
using Pantheon.Functions.Identity;

namespace Pantheon.Functions.Tests.Identity;

public sealed class AuthenticationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly PantheonHost host = fixture.Host;

    /// <summary>All HTTP functions of the app, so that a new one can't be forgotten: method, path, name.</summary>
    public static TheoryData<string, string, string> Guarded()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (function, trigger) in HttpCalls())
        {
            if (!function.IsDefined(typeof(PublicEndpointAttribute)))
                data.Add(trigger.Methods!.Single().ToUpperInvariant(), "/" + trigger.Route!.Replace("{id}", "x").Replace("{name}", "x"), function.DeclaringType!.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Call_NotSignedIn_IsRefused(string method, string path, string function)
    {
        foreach (var key in new[] { null, "wrong", string.Empty, PantheonHost.Key[..^1], PantheonHost.Key.ToUpperInvariant() })
        {
            using var anybody = host.ClientOf(null);
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (key is not null)
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
            using var response = await anybody.SendAsync(request);

            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{function} answered {response.StatusCode} to the key '{key}'.");
            Assert.Equal("unauthenticated", await response.CodeOfAsync());
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public void PublicEndpoints_AreTheseOnly() => Assert.Equal(
        ["CreateSession", "GetAsset", "GetHealth", "GetHome", "GetOpenApi", "GetSignIn", "ReceiveCallback", "ShowPluginProgress", "SignIn", "SubmitPluginForm"],
        HttpCalls().Where(call => call.Function.IsDefined(typeof(PublicEndpointAttribute))).Select(call => call.Function.DeclaringType!.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task SignIn_RightKey_SetsACookieThatOpensTheApi()
    {
        using var browser = host.ClientOf(null);
        using var signIn = await browser.GetAsync($"/signin?key={PantheonHost.Key}");
        var cookie = signIn.Headers.GetValues("Set-Cookie").Single();
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        using var read = await browser.GetAsync("/api/migrations");

        Assert.Equal((HttpStatusCode.Redirect, "/"), (signIn.StatusCode, signIn.Headers.Location?.OriginalString));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(PantheonHost.Key, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Call_ByCookie_ChangesSomethingOnlyWithTheAntiforgeryToken()
    {
        using var browser = host.ClientOf(null);
        using var signIn = await browser.GetAsync($"/signin?key={PantheonHost.Key}");
        browser.DefaultRequestHeaders.Add("Cookie", signIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var token = (string)JsonNode.Parse(await browser.GetStringAsync("/api/session"))!["antiforgeryToken"]!;

        using var without = await browser.PostAsync("/api/migrations", ApiCalls.Body("{}"));
        browser.DefaultRequestHeaders.Add(Antiforgery.Header, "wrong");
        using var wrong = await browser.PostAsync("/api/migrations", ApiCalls.Body("{}"));
        browser.DefaultRequestHeaders.Remove(Antiforgery.Header);
        browser.DefaultRequestHeaders.Add(Antiforgery.Header, token);
        using var with = await browser.PostAsync("/api/migrations", ApiCalls.Body("{}"));

        Assert.Equal((HttpStatusCode.Forbidden, "antiforgery"), (without.StatusCode, await without.CodeOfAsync()));
        Assert.Equal((HttpStatusCode.Forbidden, "antiforgery"), (wrong.StatusCode, await wrong.CodeOfAsync()));
        Assert.Equal((HttpStatusCode.BadRequest, "request.invalid"), (with.StatusCode, await with.CodeOfAsync()));
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/signin?key=")]
    [InlineData("/signin?key=wrong")]
    public async Task SignIn_WrongKey_IsRefusedWithoutCookie(string path)
    {
        using var anybody = host.ClientOf(null);
        using var response = await anybody.GetAsync(path);

        Assert.Equal("unauthenticated", await response.CodeOfAsync());
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Call_WrongBearerWithRightCookie_IsRefused()
    {
        using var caller = host.ClientOf("wrong");
        using var signIn = await caller.GetAsync($"/signin?key={PantheonHost.Key}");
        caller.DefaultRequestHeaders.Add("Cookie", signIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var response = await caller.GetAsync("/api/migrations");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static IEnumerable<(MethodInfo Function, HttpTriggerAttribute Trigger)> HttpCalls() =>
        from type in typeof(PantheonApp).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select (method, trigger);
}
