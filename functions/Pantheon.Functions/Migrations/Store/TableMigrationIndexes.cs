using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Migrations.Store;

/// <summary>Leads to migrations by organization, and to the active ones.</summary>
internal sealed class TableMigrationIndexes(AppTables tables)
{
    private const string Organizations = "MigrationsByOrganization";
    private const string Active = "ActiveMigrations";

    internal async Task AddAsync(Migration migration, RecordPlace place, bool isActive, CancellationToken cancellationToken)
    {
        if (migration.Organization is { } organization && !migration.IsDryRun)
            await (await tables.OpenAsync(Organizations)).UpsertEntityAsync(
                new TableEntity(AppTables.KeyOf(organization), place.Row) { ["Id"] = migration.Id }, TableUpdateMode.Replace, cancellationToken);
        if (isActive)
            await SetActiveAsync(migration.Id, cancellationToken);
    }

    internal async Task SetActiveAsync(string id, CancellationToken cancellationToken) =>
        await (await tables.OpenAsync(Active)).UpsertEntityAsync(new TableEntity(ShardOf(id), id), TableUpdateMode.Replace, cancellationToken);

    internal async Task ClearActiveAsync(string id, CancellationToken cancellationToken) =>
        await (await tables.OpenAsync(Active)).DeleteEntityAsync(ShardOf(id), id, cancellationToken: cancellationToken);

    internal async IAsyncEnumerable<string> ListActiveAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] keyOnly = [nameof(TableEntity.RowKey)];
        await foreach (var row in (await tables.OpenAsync(Active)).QueryAsync<TableEntity>(select: keyOnly, cancellationToken: cancellationToken))
            yield return row.RowKey;
    }

    internal async IAsyncEnumerable<Migration> ListOrganizationAsync(
        string organization, string after, Func<string, CancellationToken, Task<Migration?>> find, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = AppTables.KeyOf(organization);
        var rows = (await tables.OpenAsync(Organizations)).QueryAsync<TableEntity>(
            row => row.PartitionKey == partition && row.RowKey.CompareTo(after) > 0, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            if (await find(row.GetString("Id"), cancellationToken) is { } migration)
                yield return migration;
        }
    }

    // Sixteen partitions, a hexadecimal digit each, so that many migrations that begin and end at once don't meet in one.
    private static string ShardOf(string id) => AppTables.KeyOf(id)[..1];
}
