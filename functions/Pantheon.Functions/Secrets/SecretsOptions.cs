using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions.Secrets;

/// <summary>Section <c>Secrets</c>: where the keys lie that sessions and machine tokens are sealed with.</summary>
public sealed record SecretsOptions : IValidatableObject
{
    /// <summary>Key <c>Secrets:Store</c>: DataDirectory (files that only their owner may read) or Azure (blobs, wrapped by a key in Key Vault).</summary>
    [EnumDataType(typeof(SecretsStore), ErrorMessage = "Secrets:Store must be DataDirectory or Azure.")]
    public SecretsStore Store { get; init; } = SecretsStore.DataDirectory;

    /// <summary>Key <c>Secrets:BlobServiceUri</c>: the storage account's blob address, opened by the app's identity.</summary>
    public Uri? BlobServiceUri { get; init; }

    /// <summary>Key <c>Secrets:KeyVaultUri</c>: the vault's address, opened by the app's identity.</summary>
    public Uri? KeyVaultUri { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Store == SecretsStore.Azure && BlobServiceUri is null)
            yield return new("Secrets:Store is Azure: set Secrets:BlobServiceUri.");
        if (Store == SecretsStore.Azure && KeyVaultUri is null)
            yield return new("Secrets:Store is Azure: set Secrets:KeyVaultUri.");
    }
}
