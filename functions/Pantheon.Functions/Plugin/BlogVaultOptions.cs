using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions.Plugin;

/// <summary>Section <c>BlogVault</c>.</summary>
public sealed record BlogVaultOptions : IValidatableObject
{
    private const int MinSecretBytes = 16;

    /// <summary>
    /// Keys <c>BlogVault:WebhookSecrets:0</c>, ...: what callbacks are signed with; several while one is rotated. Standard Webhooks' form
    /// <c>whsec_</c> and base64, or plain text. Without one no callback is taken.
    /// </summary>
    public IReadOnlyList<string> WebhookSecrets { get; init; } = [];

    /// <summary>The secrets as keys.</summary>
    internal IReadOnlyList<byte[]> Keys => [.. WebhookSecrets.Select(secret => KeyOf(secret) ?? [])];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var i = 0; i < WebhookSecrets.Count; i++)
        {
            // What App Service leaves in place of a secret that it can't read is known to everybody.
            if (WebhookSecrets[i].StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase))
                yield return new($"BlogVault:WebhookSecrets:{i} is a Key Vault reference that was not resolved.");
            if (KeyOf(WebhookSecrets[i]) is not { Length: >= MinSecretBytes })
                yield return new($"BlogVault:WebhookSecrets:{i} must have at least {MinSecretBytes} bytes: whsec_ and base64, or plain text.");
        }
    }

    private static byte[]? KeyOf(string secret)
    {
        const string Prefix = "whsec_";
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return System.Text.Encoding.UTF8.GetBytes(secret);
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) ? key[..length] : null;
    }
}
