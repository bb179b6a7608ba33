using System.Security.Cryptography;
using Azure;
using Azure.Security.KeyVault.Secrets;

namespace Pantheon.Functions.Secrets;

/// <summary>Wrapping keys as a Key Vault secret, made at the first use. A new version of the secret wraps from then on; old ones stay readable.</summary>
public sealed class KeyVaultWrappingKeys(SecretClient vault) : IWrappingKeys
{
    private const string Name = "data-protection";
    private const int KeyBytes = 32;

    /// <inheritdoc/>
    public (string Version, byte[] Key) GetCurrent()
    {
        KeyVaultSecret secret;
        try
        {
            secret = vault.GetSecret(Name);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Where two instances come first at once each has a version of its own, and both can be read.
            secret = vault.SetSecret(Name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        }

        return (secret.Properties.Version, Convert.FromBase64String(secret.Value));
    }

    /// <inheritdoc/>
    public byte[] Get(string version) => Convert.FromBase64String(vault.GetSecret(Name, version).Value.Value);
}
