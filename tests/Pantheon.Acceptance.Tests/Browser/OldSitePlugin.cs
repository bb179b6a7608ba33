using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>The plugin of the old site, as far as the service sees it: signed messages with the machine token that was pasted into it.</summary>
internal sealed class OldSitePlugin(Service service, string siteName, string token)
{
    internal Task StartAsync() => SendAsync("migration.started", new { siteName, sourceUrl = "https://old.example.com" });

    internal Task TellProgressAsync(int done, int total) => SendAsync("migration.progress", new { siteName, done, total, unit = "files" });

    internal Task GiveArchiveAsync(Uri archiveUrl) => SendAsync("migration.archiveReady", new { siteName, archiveUrl });

    /// <summary>Sends the form that the plugin has the browser send; answers the page.</summary>
    internal static string Form(Service service, string siteName, string token) => $"""
        <form method="post" action="{service.Http.BaseAddress}home/migrate">
        <input name="newurl" value="{siteName}"><input name="machine_token" value="{token}"><input name="homeurl" value="https://old.example.com">
        <button>Migrate</button>
        </form>
        """;

    private async Task SendAsync(string type, object data)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { type, data });
        var (id, timestamp) = ($"{Guid.NewGuid():N}", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(SharedService.WebhookSecret), signed);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/blogvault") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        using var answer = await service.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
