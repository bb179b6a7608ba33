namespace Pantheon.Functions.Storage;

/// <summary>Where records are kept.</summary>
public enum RecordsStore
{
    /// <summary>The data directory's SQLite file.</summary>
    Sqlite,

    /// <summary>Azure Tables.</summary>
    AzureTables,
}
