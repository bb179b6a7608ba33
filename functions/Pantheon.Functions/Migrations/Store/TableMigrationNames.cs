using Azure;
using Azure.Data.Tables;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Migrations.Store;

/// <summary>Site names and Idempotency-Keys, each of which one migration can have.</summary>
internal sealed class TableMigrationNames(AppTables tables, TimeProvider time)
{
    private const string Names = "SiteNames";
    private const string Keys = "IdempotencyKeys";

    // A name that was reserved for a record which never came is given to the next one.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Reserves a migration's name.</summary>
    internal async Task<bool> TryReserveAsync(
        Migration migration, Func<string, CancellationToken, Task<Migration?>> find, CancellationToken cancellationToken)
    {
        var names = await tables.OpenAsync(Names);
        var mine = new TableEntity(NameKey(migration), string.Empty) { ["MigrationId"] = migration.Id, ["At"] = time.GetUtcNow() };
        while (!await AppTables.TryAddAsync(names, mine, cancellationToken))
        {
            if (await AppTables.FindAsync(names, mine.PartitionKey, string.Empty, cancellationToken) is not { } held)
                continue;
            if (held.GetString("MigrationId") == migration.Id)
                return true;
            var holder = await find(held.GetString("MigrationId"), cancellationToken);
            if (holder is null ? time.GetUtcNow() - held.GetDateTimeOffset("At") < Patience : holder.HoldsName)
                return false;
            mine.ETag = held.ETag;
            if (await AppTables.TryUpdateAsync(names, mine, cancellationToken))
                return true;
        }

        return true;
    }

    /// <summary>Gives a migration's name back.</summary>
    internal async Task ReleaseAsync(Migration migration, CancellationToken cancellationToken)
    {
        var names = await tables.OpenAsync(Names);
        if (await AppTables.FindAsync(names, NameKey(migration), string.Empty, cancellationToken) is { } held && held.GetString("MigrationId") == migration.Id)
        {
            try
            {
                await names.DeleteEntityAsync(held.PartitionKey, held.RowKey, held.ETag, cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status == 412)
            {
                // Somebody took it over in between.
            }
        }
    }

    /// <summary>Claims a key for an id.</summary>
    /// <returns>The id that the key stands for: this one, or that of an earlier call.</returns>
    /// <exception cref="IdempotencyKeyReusedException">The key was used for another request.</exception>
    internal async Task<string> ClaimKeyAsync(IdempotencyKey key, string id, CancellationToken cancellationToken)
    {
        var row = new TableEntity(AppTables.KeyOf(key.Owner), AppTables.KeyOf(key.Key)) { ["RequestHash"] = key.RequestHash, ["MigrationId"] = id };
        while (!await AppTables.TryAddAsync(await tables.OpenAsync(Keys), row, cancellationToken))
        {
            if (await FindKeyAsync(key, cancellationToken) is { } claimed)
                return claimed;
        }

        return id;
    }

    /// <summary>The id that a key stands for; null where it is unused.</summary>
    /// <exception cref="IdempotencyKeyReusedException">The key was used for another request.</exception>
    internal async Task<string?> FindKeyAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        if (await AppTables.FindAsync(await tables.OpenAsync(Keys), AppTables.KeyOf(key.Owner), AppTables.KeyOf(key.Key), cancellationToken) is not { } row)
            return null;
        return row.GetString("RequestHash") == key.RequestHash ? row.GetString("MigrationId") : throw new IdempotencyKeyReusedException();
    }

    /// <summary>Gives a key back whose migration could not be created.</summary>
    internal async Task ReleaseKeyAsync(IdempotencyKey key, CancellationToken cancellationToken) =>
        await (await tables.OpenAsync(Keys)).DeleteEntityAsync(AppTables.KeyOf(key.Owner), AppTables.KeyOf(key.Key), cancellationToken: cancellationToken);

    private static string NameKey(Migration migration) => migration.SiteName.ToLowerInvariant();
}
