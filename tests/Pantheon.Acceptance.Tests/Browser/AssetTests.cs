using System.Net;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>What the dashboard weighs, and that a browser keeps it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AssetTests(Chromium chromium, SharedService shared)
{
    private const int MostBytes = 100_000;

    [ChromiumFact]
    public async Task Assets_OfAJourney_AreSmallAndKept()
    {
        await using var window = await chromium.OpenSignedOutAsync(shared.Service);
        List<string> asked = [];
        window.Page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);
        await window.Page.GotoAsync("/");
        await window.ExpectAsync(window.Heading("Sign in"));
        var assets = asked.Where(path => path == "/" || path.StartsWith("/dashboard/", StringComparison.Ordinal)).Distinct().ToList();

        var bytes = 0L;
        foreach (var path in assets)
        {
            using var sent = await GetAsync(path, etag: null);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            Assert.Equal("gzip", Assert.Single(sent.Content.Headers.ContentEncoding));
            bytes += (await sent.Content.ReadAsByteArrayAsync()).Length;
            using var kept = await GetAsync(path, sent.Headers.ETag!.ToString());
            Assert.Equal(HttpStatusCode.NotModified, kept.StatusCode);
        }

        Assert.Contains("/dashboard/parts/steps.js", assets);
        Assert.InRange(bytes, 1, MostBytes);
    }

    [Fact]
    public void Assets_OtherThanTheStrings_HoldNoTextForPeople()
    {
        var assets = Path.Combine(RepositoryDirectory.Path, "functions", "Pantheon.Functions", "Dashboard", "Assets");
        foreach (var script in Directory.GetFiles(assets, "*.js", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "strings.js"))
            Assert.DoesNotMatch("['`\"][A-Z][a-z']+ [a-z]", File.ReadAllText(script));
    }

    // The client unpacks nothing.
    private async Task<HttpResponseMessage> GetAsync(string path, string? etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "gzip");
        if (etag is not null)
            request.Headers.Add("If-None-Match", etag);
        return await shared.Service.Http.SendAsync(request);
    }
}
