using Microsoft.Data.Sqlite;
using Pantheon.Functions.Storage;
using static Pantheon.Functions.Storage.AppDatabase;

namespace Pantheon.Functions.Plugin.Store;

/// <summary>Machine tokens in the data directory's SQLite file.</summary>
public sealed class SqliteMachineTokenStore(AppDatabase database) : IMachineTokenStore
{
    private const string Columns = "migration_id, site_name, hash, issued_at, expires_at, sealed, sealed_until, last_used_at, last_used_from, uses";

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS machine_tokens (
            migration_id TEXT PRIMARY KEY, site_name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            sealed TEXT, sealed_until INTEGER, last_used_at INTEGER, last_used_from TEXT, uses INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS machine_tokens_sealed ON machine_tokens (sealed_until) WHERE sealed IS NOT NULL;
        """;

    /// <inheritdoc/>
    public Task ReplaceAsync(IssuedToken token, CancellationToken cancellationToken) => InsertAsync(token, "true");

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(IssuedToken token, CancellationToken cancellationToken) =>
        await InsertAsync(token, "machine_tokens.expires_at <= excluded.issued_at") > 0;

    /// <inheritdoc/>
    public Task<IssuedToken?> FindAsync(string migrationId, CancellationToken cancellationToken) => FindAsync("migration_id", migrationId);

    /// <inheritdoc/>
    public Task<IssuedToken?> FindByHashAsync(string hash, CancellationToken cancellationToken) => FindAsync("hash", hash);

    /// <inheritdoc/>
    public async Task<string?> TakeSealedAsync(string migrationId, CancellationToken cancellationToken)
    {
        await using var connection = Open();
        await using var transaction = connection.BeginTransaction();
        var taken = Query(
            connection, "SELECT sealed FROM machine_tokens WHERE migration_id = $0 AND sealed IS NOT NULL", row => row.GetString(0), migrationId).FirstOrDefault();
        Execute(connection, "UPDATE machine_tokens SET sealed = NULL, sealed_until = NULL WHERE migration_id = $0", migrationId);
        await transaction.CommitAsync(cancellationToken);
        return taken;
    }

    /// <inheritdoc/>
    public Task CountUseAsync(string hash, DateTimeOffset at, string? address, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE machine_tokens SET uses = uses + 1, last_used_at = $1, last_used_from = $2 WHERE hash = $0", hash, at.UtcTicks, address);

    /// <inheritdoc/>
    public async Task<bool> EndAsync(string migrationId, DateTimeOffset now, CancellationToken cancellationToken) => await ExecuteAsync(
        "UPDATE machine_tokens SET expires_at = $1, sealed = NULL, sealed_until = NULL WHERE migration_id = $0 AND expires_at > $1", migrationId, now.UtcTicks) > 0;

    /// <inheritdoc/>
    public Task DestroySealedAsync(DateTimeOffset now, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE machine_tokens SET sealed = NULL, sealed_until = NULL WHERE sealed IS NOT NULL AND sealed_until <= $0", now.UtcTicks);

    private Task<int> InsertAsync(IssuedToken token, string replacesWhere) => ExecuteAsync(
        $"""
        INSERT INTO machine_tokens ({Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (migration_id) DO UPDATE SET
            site_name = excluded.site_name, hash = excluded.hash, issued_at = excluded.issued_at, expires_at = excluded.expires_at, sealed = excluded.sealed,
            sealed_until = excluded.sealed_until, last_used_at = excluded.last_used_at, last_used_from = excluded.last_used_from, uses = excluded.uses
        WHERE {replacesWhere}
        """,
        token.MigrationId, token.SiteName, token.Hash, token.IssuedAt.UtcTicks, token.ExpiresAt.UtcTicks, token.Sealed, token.SealedUntil?.UtcTicks,
        token.LastUsedAt?.UtcTicks, token.LastUsedFrom, token.Uses);

    private async Task<IssuedToken?> FindAsync(string column, string value)
    {
        await using var connection = Open();
        return Query(connection, $"SELECT {Columns} FROM machine_tokens WHERE {column} = $0", Read, value).FirstOrDefault();
    }

    private async Task<int> ExecuteAsync(string sql, params object?[] parameters)
    {
        await using var connection = Open();
        return Execute(connection, sql, parameters);
    }

    private SqliteConnection Open()
    {
        var connection = database.Open(Schema);
        // What is deleted is overwritten: a sealed copy that was destroyed is not to be found in the file's free pages.
        Execute(connection, "PRAGMA secure_delete = ON");
        return connection;
    }

    private static IssuedToken Read(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2), Time(row, 3)!.Value, Time(row, 4)!.Value)
    {
        Sealed = row.IsDBNull(5) ? null : row.GetString(5),
        SealedUntil = Time(row, 6),
        LastUsedAt = Time(row, 7),
        LastUsedFrom = row.IsDBNull(8) ? null : row.GetString(8),
        Uses = row.GetInt64(9),
    };

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}
