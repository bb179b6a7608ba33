using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pantheon.Functions.Http;
using Pantheon.Functions.Storage;
using static Pantheon.Functions.Storage.AppDatabase;

namespace Pantheon.Functions.Plugin.Store;

/// <summary>The inbox in the data directory's SQLite file.</summary>
public sealed class SqliteCallbackInbox(AppDatabase database) : ICallbackInbox
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS callbacks (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, migration_id TEXT NOT NULL, id TEXT NOT NULL, body_hash TEXT NOT NULL, type TEXT NOT NULL,
            data TEXT, received_at INTEGER NOT NULL, UNIQUE (migration_id, id)
        );
        CREATE INDEX IF NOT EXISTS callbacks_unread ON callbacks (migration_id, seq) WHERE data IS NOT NULL;
        """;

    /// <inheritdoc/>
    public async Task<InboxOutcome> AddAsync(Callback callback, CancellationToken cancellationToken)
    {
        await using var connection = database.Open(Schema);
        var isNew = Execute(
            connection,
            "INSERT INTO callbacks (migration_id, id, body_hash, type, data, received_at) VALUES ($0, $1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            callback.MigrationId, callback.Id, callback.BodyHash, callback.Type.ToString(), JsonSerializer.Serialize(callback.Data, ApiJson.Options),
            callback.ReceivedAt.UtcTicks) == 1;
        return isNew ? InboxOutcome.New : Look(connection, callback);
    }

    /// <inheritdoc/>
    public async Task<InboxOutcome> LookAsync(Callback callback, CancellationToken cancellationToken)
    {
        await using var connection = database.Open(Schema);
        return Look(connection, callback);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Callback>> ListUnreadAsync(string migrationId, CancellationToken cancellationToken)
    {
        await using var connection = database.Open(Schema);
        return Query(
            connection, "SELECT migration_id, id, body_hash, type, data, received_at FROM callbacks WHERE migration_id = $0 AND data IS NOT NULL ORDER BY seq",
            Read, migrationId);
    }

    /// <inheritdoc/>
    public async Task<bool> HasUnreadAsync(string migrationId, CancellationToken cancellationToken)
    {
        await using var connection = database.Open(Schema);
        return Query(connection, "SELECT 1 FROM callbacks WHERE migration_id = $0 AND data IS NOT NULL LIMIT 1", _ => true, migrationId).Count > 0;
    }

    /// <inheritdoc/>
    public Task MarkReadAsync(Callback callback, CancellationToken cancellationToken) => database.ExecuteAsync(
        Schema, "UPDATE callbacks SET data = NULL WHERE migration_id = $0 AND id = $1", callback.MigrationId, callback.Id);

    private static InboxOutcome Look(SqliteConnection connection, Callback callback)
    {
        var known = Query(
            connection, "SELECT body_hash FROM callbacks WHERE migration_id = $0 AND id = $1", row => row.GetString(0), callback.MigrationId, callback.Id);
        if (known is not [var hash])
            return InboxOutcome.New;
        return hash == callback.BodyHash ? InboxOutcome.Known : InboxOutcome.OtherBody;
    }

    private static Callback Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), Enum.Parse<CallbackType>(row.GetString(3)),
        JsonSerializer.Deserialize<CallbackData>(row.GetString(4), ApiJson.Options), new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero));
}
