using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Plugin;

/// <summary>Checks signatures of callbacks. Source: the Standard Webhooks specification, version 1 (HMAC-SHA256, <c>v1</c>).</summary>
public sealed class WebhookSignature(IOptions<BlogVaultOptions> options, TimeProvider time)
{
    private const int MaxIdLength = 200;
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    /// <summary>Checks a request's signature over its body as it came.</summary>
    /// <returns>The message's id.</returns>
    /// <exception cref="ProblemException">400 webhook.headers, 401 webhook.timestamp, 401 webhook.signature.</exception>
    public string Check(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var (id, timestamp, signatures) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString());
        if (id.Length is 0 or > MaxIdLength || !id.All(c => c is > ' ' and <= '~'))
            throw Malformed("webhook-id");
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            throw Malformed("webhook-timestamp");
        if (signatures.Length == 0)
            throw Malformed("webhook-signature");
        if ((time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
            throw new ProblemException(
                StatusCodes.Status401Unauthorized, "webhook.timestamp", "The callback is too old, or from the future.",
                $"Its time must be within {Tolerance.TotalSeconds} seconds of ours. Check the clock and send it again.");
        if (!IsSigned($"{id}.{timestamp}.", body, signatures))
            throw new ProblemException(
                StatusCodes.Status401Unauthorized, "webhook.signature", "The callback's signature is not valid.",
                "Sign id, timestamp and the body exactly as it is sent, with a secret that is configured here.");
        return id;
    }

    private bool IsSigned(string head, ReadOnlySpan<byte> body, string signatures)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(head), .. body];
        var expected = options.Value.Keys.Select(key => HMACSHA256.HashData(key, signed)).ToList();
        var isSigned = false;
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var given = new byte[signature.Length];
            if (!signature.StartsWith("v1,", StringComparison.Ordinal) || !Convert.TryFromBase64String(signature["v1,".Length..], given, out var length))
                continue; // of another version, or none
            // All are compared, so that the time tells nothing.
            foreach (var one in expected)
                isSigned |= CryptographicOperations.FixedTimeEquals(one, given.AsSpan(0, length));
        }

        return isSigned;
    }

    private static ProblemException Malformed(string header) => new(
        StatusCodes.Status400BadRequest, "webhook.headers", $"The header {header} is missing or malformed.",
        "Callbacks carry the headers of Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature.");
}
