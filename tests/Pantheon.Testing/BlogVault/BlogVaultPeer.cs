using System.Text;
using System.Text.Json;

namespace Pantheon.Testing;

/// <summary>
/// Plays BlogVault: its servers, which sign callbacks and send them with the site's machine token, and its plugin, whose form the browser of the
/// old site's owner posts. The archive is served by <see cref="ArchiveServer"/>.
/// </summary>
/// <param name="http">A client of the service; needs no sign-in.</param>
/// <param name="secret">What callbacks are signed with.</param>
/// <param name="siteName">The new site's name.</param>
/// <param name="token">Its machine token.</param>
/// <param name="time">The sender's clock.</param>
public sealed class BlogVaultPeer(HttpClient http, string secret, string siteName, string token, TimeProvider time)
{
    /// <summary>The new site's name.</summary>
    public string SiteName => siteName;

    /// <summary>The site's machine token.</summary>
    public string Token => token;

    public Task<HttpResponseMessage> StartedAsync(string sourceUrl = "https://old.example.com") =>
        SendAsync(Sign("migration.started", new { siteName, sourceUrl }));

    public Task<HttpResponseMessage> ProgressAsync(long done, long? total, string unit) =>
        SendAsync(Sign("migration.progress", new { siteName, done, total, unit }));

    public Task<HttpResponseMessage> ArchiveReadyAsync(Uri archiveUrl, string? sha256 = null) =>
        SendAsync(Sign("migration.archiveReady", new { siteName, archiveUrl, sha256 }));

    public Task<HttpResponseMessage> FailedAsync(string code, string message) =>
        SendAsync(Sign("migration.failed", new { siteName, code, message }));

    /// <summary>A callback of a type with its data.</summary>
    public SignedCallback Sign(string type, object data, string? id = null, DateTimeOffset? at = null) =>
        Sign(JsonSerializer.SerializeToUtf8Bytes(new { type, data }), id, at);

    /// <summary>A callback whose body is written by hand.</summary>
    public SignedCallback Sign(string body, string? id = null, DateTimeOffset? at = null) => Sign(Encoding.UTF8.GetBytes(body), id, at);

    /// <inheritdoc cref="Sign(string, string?, DateTimeOffset?)"/>
    public SignedCallback Sign(byte[] body, string? id = null, DateTimeOffset? at = null)
    {
        id ??= $"msg_{Guid.NewGuid():N}";
        var timestamp = $"{(at ?? time.GetUtcNow()).ToUnixTimeSeconds()}";
        return new(id, timestamp, SignedCallback.Sign(secret, id, timestamp, body), token, body);
    }

    /// <param name="callback">What to send.</param>
    /// <param name="isChunked">Without a Content-Length.</param>
    public async Task<HttpResponseMessage> SendAsync(SignedCallback callback, bool isChunked = false)
    {
        ArgumentNullException.ThrowIfNull(callback);
        using var request = callback.ToRequest();
        request.Headers.TransferEncodingChunked = isChunked;
        return await http.SendAsync(request);
    }

    /// <summary>What the plugin's form holds once its owner has filled it in.</summary>
    public PluginFields Form() => new() { SiteName = siteName, Token = token };

    /// <summary>Posts the plugin's form as the browser does.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(PluginFields form)
    {
        ArgumentNullException.ThrowIfNull(form);
        using var content = new FormUrlEncodedContent(form.ToFields());
        return await http.PostAsync(new Uri("/home/migrate", UriKind.Relative), content);
    }
}
