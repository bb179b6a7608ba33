using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Pantheon.Testing;

/// <summary>A callback as it goes over the wire. A test breaks one part of it by <c>with</c>; null leaves a header out.</summary>
/// <param name="Id">webhook-id.</param>
/// <param name="Timestamp">webhook-timestamp: seconds since 1970.</param>
/// <param name="Signature">webhook-signature.</param>
/// <param name="Token">The bearer.</param>
/// <param name="Body">The bytes that were signed.</param>
public sealed record SignedCallback(string? Id, string? Timestamp, string? Signature, string? Token, byte[] Body)
{
    private const string SecretPrefix = "whsec_";

    /// <summary>Signs a body as Standard Webhooks say: HMAC-SHA256 over id, timestamp and body, each joined by a dot.</summary>
    /// <param name="secret"><c>whsec_</c> and base64, or plain text.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="timestamp">Seconds since 1970.</param>
    /// <param name="body">The bytes to send.</param>
    public static string Sign(string secret, string id, string timestamp, byte[] body)
    {
        var key = secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            ? Convert.FromBase64String(secret[SecretPrefix.Length..])
            : Encoding.UTF8.GetBytes(secret);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }

    internal HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/blogvault") { Content = new ByteArrayContent(Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (Token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        foreach (var (name, value) in new[] { ("webhook-id", Id), ("webhook-timestamp", Timestamp), ("webhook-signature", Signature) })
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
