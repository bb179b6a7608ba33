using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions.Storage;

/// <summary>Section <c>Records</c>: where migrations, machine tokens and the inbox are kept.</summary>
public sealed record RecordsOptions : IValidatableObject
{
    /// <summary>Key <c>Records:Store</c>: Sqlite (in the data directory) or AzureTables.</summary>
    [EnumDataType(typeof(RecordsStore), ErrorMessage = "Records:Store must be Sqlite or AzureTables.")]
    public RecordsStore Store { get; init; } = RecordsStore.Sqlite;

    /// <summary>Key <c>Records:TableServiceUri</c>: the storage account's table address, opened by the app's identity.</summary>
    public Uri? TableServiceUri { get; init; }

    /// <summary>Key <c>Records:ConnectionString</c>: a storage account with its key, in place of the address; for Azurite.</summary>
    public string ConnectionString { get; init; } = string.Empty;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Store == RecordsStore.AzureTables && TableServiceUri is null && ConnectionString.Length == 0)
            yield return new("Records:Store is AzureTables: set Records:TableServiceUri, or Records:ConnectionString.");
    }
}
