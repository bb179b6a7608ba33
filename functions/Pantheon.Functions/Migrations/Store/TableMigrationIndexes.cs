using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Migrations.Store;

/// <summary>Leads to migrations by organization, and to the active ones by the time at which the sweep looks at them.</summary>
internal sealed class TableMigrationIndexes(AppTables tables)
{
    private const string Organizations = "MigrationsByOrganization";
    private const string Due = "DueMigrations";
    private const int Shards = 16;
    private const int TimeDigits = 19;

    internal async Task AddAsync(Migration migration, RecordPlace place, CancellationToken cancellationToken)
    {
        if (migration.Organization is { } organization && !migration.IsDryRun)
            await (await tables.OpenAsync(Organizations)).UpsertEntityAsync(
                new TableEntity(AppTables.KeyOf(organization), place.Row) { ["Id"] = migration.Id }, TableUpdateMode.Replace, cancellationToken);
        if (RowOf(migration) is { } row)
            await (await tables.OpenAsync(Due)).UpsertEntityAsync(new TableEntity(ShardOf(migration.Id), row), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Leads to a migration by its new time, before it has it. Answers the rows that are to be cleared once it has, and those where it did not get it.</summary>
    internal async Task<(IReadOnlyList<ITableEntity> Outdated, IReadOnlyList<ITableEntity> InVain)> MoveAsync(
        Migration before, Migration changed, CancellationToken cancellationToken)
    {
        if (RowOf(before) == RowOf(changed))
            return ([], []);
        // As they are now: a row that another change writes after this is another's, and stays.
        var (due, shard, outdated) = (await tables.OpenAsync(Due), ShardOf(changed.Id), new List<ITableEntity>());
        foreach (var old in new[] { RowOf(before), RowOf(changed.Id, null) }.Distinct().Where(row => row is not null && row != RowOf(changed)))
        {
            if (await AppTables.FindAsync(due, shard, old!, cancellationToken) is { } there)
                outdated.Add(there);
        }

        if (RowOf(changed) is not { } row)
            return (outdated, []);
        var added = new TableEntity(shard, row);
        added.ETag = (await due.UpsertEntityAsync(added, TableUpdateMode.Replace, cancellationToken)).Headers.ETag ?? default;
        // One that leads there too early only costs a look, one that is missed a migration.
        return (outdated, changed.LookAt is null ? [] : [added]);
    }

    internal async Task ClearAsync(IReadOnlyList<ITableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            await AppTables.DeleteUnchangedAsync(await tables.OpenAsync(Due), row, cancellationToken);
    }

    internal async IAsyncEnumerable<string> ListDueAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] keyOnly = [nameof(TableEntity.RowKey)];
        var (due, end) = (await tables.OpenAsync(Due), RowOf(string.Empty, now.AddTicks(1)));
        for (var shard = 0; shard < Shards; shard++)
        {
            var partition = shard.ToString("x", CultureInfo.InvariantCulture);
            var rows = due.QueryAsync<TableEntity>(row => row.PartitionKey == partition && row.RowKey.CompareTo(end) < 0, select: keyOnly, cancellationToken: cancellationToken);
            await foreach (var row in rows)
                yield return row.RowKey[(TimeDigits + 1)..];
        }
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

    // By time, zeros for at once; null for never.
    private static string? RowOf(Migration migration) => migration.IsActive ? RowOf(migration.Id, migration.LookAt) : null;

    private static string RowOf(string id, DateTimeOffset? at) => $"{(at?.UtcTicks ?? 0).ToString($"d{TimeDigits}", CultureInfo.InvariantCulture)}-{id}";

    // Partitions, a hexadecimal digit each, so that many migrations that begin and end at once don't meet in one.
    private static string ShardOf(string id) => AppTables.KeyOf(id)[..1];
}
