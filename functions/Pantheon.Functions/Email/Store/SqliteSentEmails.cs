using Pantheon.Functions.Storage;
using static Pantheon.Functions.Storage.AppDatabase;

namespace Pantheon.Functions.Email.Store;

/// <summary>Sent emails in the data directory's SQLite file.</summary>
public sealed class SqliteSentEmails(AppDatabase database) : ISentEmails
{
    private const string Schema = "CREATE TABLE IF NOT EXISTS sent_emails (id TEXT PRIMARY KEY) WITHOUT ROWID;";

    /// <inheritdoc/>
    public async Task<bool> HasAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = database.Open(Schema);
        return Query(connection, "SELECT 1 FROM sent_emails WHERE id = $0", _ => true, id).Count > 0;
    }

    /// <inheritdoc/>
    public Task AddAsync(string id, CancellationToken cancellationToken) =>
        database.ExecuteAsync(Schema, "INSERT INTO sent_emails (id) VALUES ($0) ON CONFLICT DO NOTHING", id);
}
