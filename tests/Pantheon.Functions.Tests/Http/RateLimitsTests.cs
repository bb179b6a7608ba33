using System.Net;
using Pantheon.Functions.Tests.Plugin;

namespace Pantheon.Functions.Tests.Http;

public sealed class RateLimitsTests
{
    [Fact]
    public async Task Calls_OfOneCaller_AreLimitedForThatCallerOnly()
    {
        await using var issuer = await OpenIdIssuer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: [.. issuer.Settings, "RateLimits:PerCaller=3"]);
        using var one = host.ClientOf(issuer.Token("user-1"));
        using var two = host.ClientOf(issuer.Token("user-2"));
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(one, "/api/session"));
        using var beyond = await one.GetAsync("/api/session");

        await AssertTooManyAsync(beyond);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(two, "/api/session"));
    }

    [Fact]
    public async Task Calls_OfOneAddress_AreLimitedBeforeAnybodyLooksAtTheKey()
    {
        await using var host = await PantheonHost.StartNewAsync(settings: "RateLimits:PerAddress=3");
        using var guesser = host.ClientOf("a guess");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(guesser, "/api/session"));
        using var beyond = await guesser.GetAsync("/api/session");

        await AssertTooManyAsync(beyond);
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(guesser, "/signin?key=guess"));
    }

    [Fact]
    public async Task Callbacks_OfOneMigration_AreLimitedForThatMigrationOnly()
    {
        await using var host = await PantheonHost.StartNewAsync(settings: [PluginCalls.Setting, "RateLimits:Callbacks=2"]);
        var (_, one) = await host.BeginWithPluginAsync("limited-one");
        var (_, two) = await host.BeginWithPluginAsync("limited-two");
        using var first = await one.StartedAsync();
        using var second = await one.ProgressAsync(1, 2, "tables");
        using var beyond = await one.ProgressAsync(2, 2, "tables");
        using var other = await two.StartedAsync();

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        await AssertTooManyAsync(beyond);
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
    }

    [Fact]
    public async Task Callbacks_BadlySigned_AreLimitedByTheirAddress()
    {
        await using var host = await PantheonHost.StartNewAsync(settings: [PluginCalls.Setting, "RateLimits:PerAddress=3"]);
        using var forger = host.ClientOf(null);
        for (var i = 0; i < 3; i++)
        {
            using var refused = await forger.PostAsync("/api/webhooks/blogvault", ApiCalls.Body("{}"));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        using var beyond = await forger.PostAsync("/api/webhooks/blogvault", ApiCalls.Body("{}"));

        await AssertTooManyAsync(beyond);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient caller, string path)
    {
        using var response = await caller.GetAsync(path);
        return response.StatusCode;
    }

    private static async Task AssertTooManyAsync(HttpResponseMessage response)
    {
        Assert.Equal((HttpStatusCode.TooManyRequests, "tooManyRequests"), (response.StatusCode, await response.CodeOfAsync()));
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("nosniff", response.Headers.GetValues("X-Content-Type-Options"));
    }
}
