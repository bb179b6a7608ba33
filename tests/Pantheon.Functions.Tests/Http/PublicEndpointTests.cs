using System.Net;
using System.Text.Json.Nodes;

namespace Pantheon.Functions.Tests.Http;

public sealed class PublicEndpointTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly HttpClient anybody = fixture.Host.ClientOf(null);

    [Fact]
    public async Task Healthz_Always_IsOk() => Assert.Equal("""{"status":"ok"}""", await anybody.GetStringAsync("/healthz"));

    [Fact]
    public async Task OpenApi_Always_IsJson()
    {
        using var response = await anybody.GetAsync("/openapi.json");

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Home_Always_IsHtmlWithoutActiveContentOfOthers()
    {
        using var response = await anybody.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("<!doctype html>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/healthz", 200)]
    [InlineData("/openapi.json", 200)]
    [InlineData("/signin?key=wrong", 401)]
    [InlineData("/api/migrations", 401)]
    [InlineData("/api/migrations/unknown", 401)]
    [InlineData("/home/migrate/unknown", 404)]
    [InlineData("/nowhere", 404)]
    [InlineData("/api/webhooks/blogvault", 405)]
    public async Task EveryAnswer_Always_HasSecurityHeaders(string path, int status)
    {
        using var response = await anybody.GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        CheckHeaders(response, path == "/" ? "no-cache" : "no-store");
    }

    [Theory]
    [InlineData("GET", "/api/migrations/unknown", 404)]
    [InlineData("GET", "/sites/unknown", 404)]
    [InlineData("GET", "/api/migrations?limit=0", 400)]
    [InlineData("POST", "/api/migrations", 415)]
    public async Task EveryRefusal_Always_HasSecurityHeaders(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await fixture.Host.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        await response.CodeOfAsync();
        CheckHeaders(response);
    }

    [Theory]
    [InlineData("OPTIONS", "/api/migrations")]
    [InlineData("OPTIONS", "/api/webhooks/blogvault")]
    [InlineData("GET", "/api/migrations")]
    [InlineData("POST", "/home/migrate")]
    public async Task EveryAnswer_ToAnotherOrigin_AllowsItNothing(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var response = await fixture.Host.Http.SendAsync(request);

        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        CheckHeaders(response);
    }

    private static void CheckHeaders(HttpResponseMessage response, string caching = "no-store")
    {
        string Header(string name) => string.Join(',', response.Headers.GetValues(name));
        Assert.Contains("default-src 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal(caching, Header("Cache-Control"));
        Assert.False(response.Headers.Contains("Server"));
    }
}
