using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pantheon.Archives.Inspection;
using Pantheon.Functions.Http;
using Pantheon.Functions.Imports;
using Pantheon.Functions.Storage;
using static Pantheon.Functions.Storage.AppDatabase;

namespace Pantheon.Functions.Migrations.Store;

/// <summary>Migrations in the data directory's SQLite file, beside the durable engine's tables.</summary>
public sealed class SqliteMigrationStore(AppDatabase database, TimeProvider time) : IMigrationStore
{
    private const int UniqueViolation = 19;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS migrations (
            id TEXT PRIMARY KEY, dry_run INTEGER NOT NULL, owner TEXT NOT NULL, organization TEXT, search TEXT NOT NULL, site_name TEXT NOT NULL, phase TEXT NOT NULL, active INTEGER NOT NULL,
            holds_name INTEGER NOT NULL, created_at INTEGER NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS migrations_by_owner ON migrations (owner, created_at DESC, id) WHERE NOT dry_run;
        CREATE INDEX IF NOT EXISTS migrations_by_organization ON migrations (organization, created_at DESC, id) WHERE NOT dry_run;
        CREATE INDEX IF NOT EXISTS migrations_active ON migrations (id) WHERE active;
        CREATE UNIQUE INDEX IF NOT EXISTS migrations_by_name ON migrations (lower(site_name)) WHERE holds_name;
        CREATE TABLE IF NOT EXISTS migration_keys (
            owner TEXT NOT NULL, key TEXT NOT NULL, request_hash TEXT NOT NULL, migration_id TEXT NOT NULL, PRIMARY KEY (owner, key)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS migration_reports (id TEXT PRIMARY KEY, inspection TEXT, verification TEXT) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS migration_log (
            migration_id TEXT NOT NULL, seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, text TEXT NOT NULL
        );
        CREATE INDEX IF NOT EXISTS migration_log_by_migration ON migration_log (migration_id, seq);
        """;

    /// <inheritdoc/>
    public async Task<Migration> CreateAsync(Migration migration, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        await using var connection = database.Open(Schema);
        await using var transaction = connection.BeginTransaction();
        if (key is not null)
        {
            if (FindByKey(connection, key) is { } before)
                return before;
            Execute(
                connection, "INSERT INTO migration_keys VALUES ($0, $1, $2, $3)", key.Owner, key.Key, key.RequestHash, migration.Id);
        }

        try
        {
            Execute(
                connection, "INSERT INTO migrations VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)", migration.Id, migration.IsDryRun, migration.Owner,
                migration.Organization, $"{migration.SiteName} {migration.SourceUrl}".ToLowerInvariant(), migration.SiteName, migration.Phase.ToString(), migration.IsActive, migration.HoldsName, migration.CreatedAt.UtcTicks,
                Write(migration));
        }
        catch (SqliteException e) when (e.SqliteErrorCode == UniqueViolation)
        {
            throw new SiteNameTakenException(migration.SiteName);
        }

        await transaction.CommitAsync(cancellationToken);
        return migration with { Version = 1 };
    }

    /// <inheritdoc/>
    public async Task<Migration?> FindByKeyAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        await using var connection = database.Open(Schema);
        return FindByKey(connection, key);
    }

    /// <inheritdoc/>
    public async Task<Migration?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = database.Open(Schema);
        return Find(connection, id);
    }

    /// <inheritdoc/>
    public async Task<Migration?> TryReplaceAsync(Migration migration, CancellationToken cancellationToken)
    {
        var changed = migration with { UpdatedAt = time.GetUtcNow(), LookAt = null, Version = migration.Version + 1 };
        return await TryWriteAsync(changed) ? changed : null;
    }

    /// <inheritdoc/>
    public Task<bool> TryPutOffAsync(Migration migration, DateTimeOffset until, CancellationToken cancellationToken) =>
        TryWriteAsync(migration with { LookAt = until, Version = migration.Version + 1 });

    /// <inheritdoc/>
    public async Task<MigrationPage> ListAsync(MigrationQuery query, CancellationToken cancellationToken)
    {
        await using var connection = database.Open(Schema);
        var after = MigrationCursor.Parse(query.Cursor);
        var (column, whose) = query.Organization is { } organization ? ("organization", organization) : ("owner", query.Owner);
        var items = Query(
            connection,
            $"SELECT data, version FROM migrations WHERE {column} = $0 AND NOT dry_run AND ($1 IS NULL OR phase = $1) AND ($5 IS NULL OR instr(search, $5) > 0) "
            + "AND ($2 IS NULL OR created_at < $2 OR (created_at = $2 AND id > $3)) ORDER BY created_at DESC, id LIMIT $4",
            Read, whose, query.Phase?.ToString(), after?.CreatedAt, after?.Id, query.Limit + 1, query.Text?.ToLowerInvariant());
        var page = items.Take(query.Limit).ToList();
        return new(page, items.Count > query.Limit ? MigrationCursor.After(page[^1]) : null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListDueAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int PageSize = 500;
        var last = string.Empty;
        while (true)
        {
            List<Migration> page;
            await using (var connection = database.Open(Schema))
                page = Query(connection, "SELECT data, version FROM migrations WHERE active AND id > $0 ORDER BY id LIMIT $1", Read, last, PageSize);
            foreach (var migration in page.Where(migration => migration.LookAt is null || migration.LookAt <= now))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return migration.Id;
            }

            if (page.Count < PageSize)
                yield break;
            last = page[^1].Id;
        }
    }

    /// <inheritdoc/>
    public Task SaveInspectionAsync(string id, ArchiveInspection inspection, CancellationToken cancellationToken) => database.ExecuteAsync(
        Schema,
        "INSERT INTO migration_reports (id, inspection) VALUES ($0, $1) ON CONFLICT (id) DO UPDATE SET inspection = $1, verification = NULL",
        id, JsonSerializer.Serialize(inspection, ApiJson.Options));

    /// <inheritdoc/>
    public Task SaveVerificationAsync(string id, Verification verification, CancellationToken cancellationToken) => database.ExecuteAsync(
        Schema,
        "INSERT INTO migration_reports (id, verification) VALUES ($0, $1) ON CONFLICT (id) DO UPDATE SET verification = $1",
        id, JsonSerializer.Serialize(verification, ApiJson.Options));

    /// <inheritdoc/>
    public async Task<MigrationReport> GetReportAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = database.Open(Schema);
        return Query(
            connection, "SELECT inspection, verification FROM migration_reports WHERE id = $0",
            row => new MigrationReport(ReadJson<ArchiveInspection>(row, 0), ReadJson<Verification>(row, 1)), id)
            .FirstOrDefault() ?? new MigrationReport(null, null);
    }

    /// <inheritdoc/>
    public Task AppendLogAsync(string id, string text, CancellationToken cancellationToken) => database.ExecuteAsync(
        Schema,
        "INSERT INTO migration_log (migration_id, at, text) VALUES ($0, $1, $2)", id, time.GetUtcNow().UtcTicks, text);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MigrationLogLine>> GetLogAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = database.Open(Schema);
        return Query(
            connection, "SELECT at, text FROM migration_log WHERE migration_id = $0 ORDER BY seq",
            row => new MigrationLogLine(new DateTimeOffset(row.GetInt64(0), TimeSpan.Zero), row.GetString(1)), id);
    }

    private async Task<bool> TryWriteAsync(Migration changed)
    {
        await using var connection = database.Open(Schema);
        return Execute(
            connection,
            "UPDATE migrations SET phase = $2, active = $3, holds_name = $4, version = $5, data = $6 WHERE id = $0 AND version = $1",
            changed.Id, changed.Version - 1, changed.Phase.ToString(), changed.IsActive, changed.HoldsName, changed.Version, Write(changed)) == 1;
    }

    private static string Write(Migration migration) => JsonSerializer.Serialize(migration, ApiJson.Options);

    private static Migration Read(SqliteDataReader row) =>
        JsonSerializer.Deserialize<Migration>(row.GetString(0), ApiJson.Options)! with { Version = row.GetInt64(1) };

    private static T? ReadJson<T>(SqliteDataReader row, int column) where T : class =>
        row.IsDBNull(column) ? null : JsonSerializer.Deserialize<T>(row.GetString(column), ApiJson.Options);

    private static Migration? Find(SqliteConnection connection, string id) =>
        Query(connection, "SELECT data, version FROM migrations WHERE id = $0", Read, id).FirstOrDefault();

    private static Migration? FindByKey(SqliteConnection connection, IdempotencyKey key)
    {
        var used = Query(
            connection, "SELECT request_hash, migration_id FROM migration_keys WHERE owner = $0 AND key = $1",
            row => (Hash: row.GetString(0), MigrationId: row.GetString(1)), key.Owner, key.Key);
        if (used is not [var before])
            return null;
        return before.Hash == key.RequestHash ? Find(connection, before.MigrationId) : throw new IdempotencyKeyReusedException();
    }
}
