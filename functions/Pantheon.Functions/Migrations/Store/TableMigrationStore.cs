using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;
using Pantheon.Archives.Inspection;
using Pantheon.Functions.Http;
using Pantheon.Functions.Imports;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Migrations.Store;

/// <summary>
/// Migrations in Azure Tables. A record stands in its owner's partition, newest first; small tables beside it lead there by id, by name, by
/// organization, and tell the sweep which ones are due. Those are written before what they lead to and cleared after it, so that a crash
/// between leaves a pointer to nothing, never a record that nobody finds.
/// </summary>
public sealed class TableMigrationStore(AppTables tables, TimeProvider time) : IMigrationStore
{
    private const string Records = "Migrations";
    private const string Ids = "MigrationIds";
    private const string Reports = "MigrationReports";
    private const string Log = "MigrationLog";

    // Where a record stands never changes.
    private readonly ConcurrentDictionary<string, RecordPlace> places = new(StringComparer.Ordinal);
    private readonly TableMigrationNames names = new(tables, time);
    private readonly TableMigrationIndexes indexes = new(tables);

    /// <inheritdoc/>
    public async Task<Migration> CreateAsync(Migration migration, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        // Two calls with one key create under one id: whoever comes second finds the first one's record.
        var claimed = key is null ? migration.Id : await names.ClaimKeyAsync(key, migration.Id, cancellationToken);
        if (claimed != migration.Id && await FindAsync(claimed, cancellationToken) is { } before)
            return before;
        migration = migration with { Id = claimed, Version = 1 };
        if (migration.HoldsName && !await names.TryReserveAsync(migration, FindAsync, cancellationToken))
        {
            if (key is not null)
                await names.ReleaseKeyAsync(key, cancellationToken);
            throw new SiteNameTakenException(migration.SiteName);
        }

        var place = RecordPlace.Of(migration);
        var ids = await tables.OpenAsync(Ids);
        if (!await AppTables.TryAddAsync(ids, new TableEntity(migration.Id, string.Empty) { ["Partition"] = place.Partition, ["Row"] = place.Row }, cancellationToken))
            place = (await PlaceAsync(migration.Id, cancellationToken))!;
        await indexes.AddAsync(migration, place, cancellationToken);
        return await AppTables.TryAddAsync(await tables.OpenAsync(Records), Write(migration, place), cancellationToken)
            ? migration
            : (await FindAsync(migration.Id, cancellationToken))!;
    }

    /// <inheritdoc/>
    public async Task<Migration?> FindByKeyAsync(IdempotencyKey key, CancellationToken cancellationToken) =>
        await names.FindKeyAsync(key, cancellationToken) is { } id ? await FindAsync(id, cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<Migration?> FindAsync(string id, CancellationToken cancellationToken) =>
        await FindRowAsync(id, cancellationToken) is { } row ? Read(row) : null;

    /// <inheritdoc/>
    public async Task<Migration?> TryReplaceAsync(Migration migration, CancellationToken cancellationToken)
    {
        var changed = migration with { UpdatedAt = time.GetUtcNow(), LookAt = null, Version = migration.Version + 1 };
        return await TryWriteAsync(changed, cancellationToken) ? changed : null;
    }

    /// <inheritdoc/>
    public Task<bool> TryPutOffAsync(Migration migration, DateTimeOffset until, CancellationToken cancellationToken) =>
        TryWriteAsync(migration with { LookAt = until, Version = migration.Version + 1 }, cancellationToken);

    /// <inheritdoc/>
    public async Task<MigrationPage> ListAsync(MigrationQuery query, CancellationToken cancellationToken)
    {
        var after = MigrationCursor.Parse(query.Cursor) is { } cursor ? RecordPlace.RowOf(cursor.CreatedAt, cursor.Id) : string.Empty;
        var found = query.Organization is { } organization
            ? indexes.ListOrganizationAsync(organization, after, FindAsync, cancellationToken)
            : ListOwnerAsync(query.Owner!, after, cancellationToken);
        var page = new List<Migration>();
        await foreach (var migration in found)
        {
            if (migration.IsDryRun || (query.Phase is { } phase && migration.Phase != phase) || !Holds(migration, query.Text))
                continue;
            if (page.Count == query.Limit)
                return new(page, MigrationCursor.After(page[^1]));
            page.Add(migration);
        }

        return new(page, null);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => indexes.ListDueAsync(now, cancellationToken);

    /// <inheritdoc/>
    public async Task SaveInspectionAsync(string id, ArchiveInspection inspection, CancellationToken cancellationToken)
    {
        var reports = await tables.OpenAsync(Reports);
        // The old verification goes first: it must not stand beside an inspection that it is not of.
        await reports.DeleteEntityAsync(id, nameof(Verification), cancellationToken: cancellationToken);
        await SaveAsync(reports, id, nameof(ArchiveInspection), inspection, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task SaveVerificationAsync(string id, Verification verification, CancellationToken cancellationToken) =>
        await SaveAsync(await tables.OpenAsync(Reports), id, nameof(Verification), verification, cancellationToken);

    /// <inheritdoc/>
    public async Task<MigrationReport> GetReportAsync(string id, CancellationToken cancellationToken)
    {
        var reports = await tables.OpenAsync(Reports);
        var inspection = await AppTables.FindAsync(reports, id, nameof(ArchiveInspection), cancellationToken);
        var verification = await AppTables.FindAsync(reports, id, nameof(Verification), cancellationToken);
        return new(
            inspection is null ? null : PackedJson.Read<ArchiveInspection>(inspection),
            verification is null ? null : PackedJson.Read<Verification>(verification));
    }

    /// <inheritdoc/>
    public async Task AppendLogAsync(string id, string text, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Lines of one moment keep their order.
        var row = new TableEntity(id, $"{now.UtcTicks:d19}-{Interlocked.Increment(ref lines):d10}-{Guid.NewGuid():N}") { ["At"] = now, ["Text"] = text };
        await (await tables.OpenAsync(Log)).AddEntityAsync(row, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MigrationLogLine>> GetLogAsync(string id, CancellationToken cancellationToken)
    {
        var log = new List<MigrationLogLine>();
        await foreach (var row in (await tables.OpenAsync(Log)).QueryAsync<TableEntity>(row => row.PartitionKey == id, cancellationToken: cancellationToken))
            log.Add(new(row.GetDateTimeOffset("At")!.Value, row.GetString("Text")));
        return log;
    }

    private static long lines;

    private async Task<bool> TryWriteAsync(Migration changed, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(changed.Id, cancellationToken) is not { } row || row.GetInt64("Version") != changed.Version - 1)
            return false;
        var before = Read(row);
        var (outdated, inVain) = await indexes.MoveAsync(before, changed, cancellationToken);
        var next = Write(changed, new RecordPlace(row.PartitionKey, row.RowKey));
        next.ETag = row.ETag;
        var isWritten = await AppTables.TryUpdateAsync(await tables.OpenAsync(Records), next, cancellationToken);
        await indexes.ClearAsync(isWritten ? outdated : inVain, cancellationToken);
        if (!isWritten)
            return false;
        if (!changed.HoldsName && before.HoldsName)
            await names.ReleaseAsync(changed, cancellationToken);
        return true;
    }

    private static async Task SaveAsync<T>(TableClient reports, string id, string kind, T value, CancellationToken cancellationToken)
    {
        var row = new TableEntity(id, kind);
        PackedJson.Write(row, value);
        await reports.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    private async IAsyncEnumerable<Migration> ListOwnerAsync(string owner, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = AppTables.KeyOf(owner);
        var rows = (await tables.OpenAsync(Records)).QueryAsync<TableEntity>(
            row => row.PartitionKey == partition && row.RowKey.CompareTo(after) > 0, cancellationToken: cancellationToken);
        await foreach (var row in rows)
            yield return Read(row);
    }

    private async Task<TableEntity?> FindRowAsync(string id, CancellationToken cancellationToken) => await PlaceAsync(id, cancellationToken) is { } place
        ? await AppTables.FindAsync(await tables.OpenAsync(Records), place.Partition, place.Row, cancellationToken)
        : null;

    private async Task<RecordPlace?> PlaceAsync(string id, CancellationToken cancellationToken)
    {
        if (places.TryGetValue(id, out var known))
            return known;
        if (!RecordPlace.CanBeAnId(id) || await AppTables.FindAsync(await tables.OpenAsync(Ids), id, string.Empty, cancellationToken) is not { } row)
            return null;
        if (places.Count > MaxPlaces)
            places.Clear();
        return places[id] = new(row.GetString("Partition"), row.GetString("Row"));
    }

    private const int MaxPlaces = 100_000;

    private static bool Holds(Migration migration, string? text) =>
        text is null || $"{migration.SiteName} {migration.SourceUrl}".Contains(text, StringComparison.OrdinalIgnoreCase);

    private static TableEntity Write(Migration migration, RecordPlace place) => new(place.Partition, place.Row)
    {
        ["Version"] = migration.Version,
        ["Phase"] = migration.Phase.ToString(),
        ["Data"] = JsonSerializer.Serialize(migration, ApiJson.Options),
    };

    private static Migration Read(TableEntity row) =>
        JsonSerializer.Deserialize<Migration>(row.GetString("Data"), ApiJson.Options)! with { Version = row.GetInt64("Version")!.Value };
}
