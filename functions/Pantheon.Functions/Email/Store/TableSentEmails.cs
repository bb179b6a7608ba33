using Azure.Data.Tables;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Email.Store;

/// <summary>Sent emails in an Azure table, a partition an email.</summary>
public sealed class TableSentEmails(AppTables tables) : ISentEmails
{
    private const string Sent = "SentEmails";

    /// <inheritdoc/>
    public async Task<bool> HasAsync(string id, CancellationToken cancellationToken) =>
        await AppTables.FindAsync(await tables.OpenAsync(Sent), AppTables.KeyOf(id), string.Empty, cancellationToken) is not null;

    /// <inheritdoc/>
    public async Task AddAsync(string id, CancellationToken cancellationToken) =>
        await AppTables.TryAddAsync(await tables.OpenAsync(Sent), new TableEntity(AppTables.KeyOf(id), string.Empty), cancellationToken);
}
