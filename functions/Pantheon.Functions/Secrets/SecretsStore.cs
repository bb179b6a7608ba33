namespace Pantheon.Functions.Secrets;

/// <summary>Where keys lie.</summary>
public enum SecretsStore
{
    /// <summary>The data directory.</summary>
    DataDirectory,

    /// <summary>Azure Blob Storage and Key Vault: several instances share them.</summary>
    Azure,
}
