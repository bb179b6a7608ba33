using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Pantheon.Functions.Storage;

/// <summary>The app's Azure tables, made when they are first used.</summary>
public sealed class AppTables(TableServiceClient service, string prefix = "Pantheon")
{
    private const int NotFound = 404;
    private const int Conflict = 409;
    private const int PreconditionFailed = 412;

    private readonly ConcurrentDictionary<string, Lazy<Task<TableClient>>> tables = new(StringComparer.Ordinal);

    /// <summary>A table.</summary>
    internal Task<TableClient> OpenAsync(string name) => tables.GetOrAdd(name, _ => new(() => CreateAsync(name))).Value;

    /// <summary>Any text as a key: keys must not hold some characters, and are compared by case.</summary>
    internal static string KeyOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Inserts a row.</summary>
    /// <returns>Whether it was not there.</returns>
    internal static async Task<bool> TryAddAsync(TableClient table, ITableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == Conflict)
        {
            return false;
        }
    }

    /// <summary>Replaces a row that nobody changed since it was read.</summary>
    /// <returns>Whether nobody did.</returns>
    internal static async Task<bool> TryUpdateAsync(TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is PreconditionFailed or NotFound)
        {
            return false;
        }
    }

    /// <summary>Deletes a row that nobody changed since it was read.</summary>
    internal static async Task DeleteUnchangedAsync(TableClient table, ITableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(row, row.ETag, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is PreconditionFailed or NotFound)
        {
            // It is another's by now, or gone.
        }
    }

    /// <summary>A row; null where there is none.</summary>
    internal static async Task<TableEntity?> FindAsync(TableClient table, string partition, string row, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken) is { HasValue: true, Value: { } found } ? found : null;

    private async Task<TableClient> CreateAsync(string name)
    {
        var table = service.GetTableClient(prefix + name);
        await table.CreateIfNotExistsAsync();
        return table;
    }
}
