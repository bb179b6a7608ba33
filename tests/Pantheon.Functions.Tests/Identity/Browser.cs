using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Pantheon.Functions.Identity;

namespace Pantheon.Functions.Tests.Identity;

/// <summary>A browser on the dashboard: keeps the cookie of its sign-in, and sends the antiforgery header as the page does.</summary>
internal sealed class Browser(PantheonHost host) : IDisposable
{
    private readonly HttpClient http = host.ClientOf(null);

    /// <summary>The Set-Cookie of the last sign-in.</summary>
    internal string SetCookie { get; private set; } = string.Empty;

    /// <summary>Signs in, or in again, with a key or token that the page sends once.</summary>
    internal async Task SignInAsync(string bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signin");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        SetCookie = response.Headers.GetValues("Set-Cookie").Single();
        http.DefaultRequestHeaders.Remove("Cookie");
        http.DefaultRequestHeaders.Add("Cookie", SetCookie.Split(';')[0]);
    }

    internal async Task<JsonObject> SessionAsync() => JsonNode.Parse(await http.GetStringAsync("/api/session"))!.AsObject();

    internal Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path);

    internal async Task<HttpResponseMessage> PostAsync(string path, string json = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = ApiCalls.Body(json) };
        request.Headers.Add(Antiforgery.Header, (string)(await SessionAsync())["antiforgeryToken"]!);
        return await http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();
}
