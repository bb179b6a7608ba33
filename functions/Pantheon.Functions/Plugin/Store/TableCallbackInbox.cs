using System.Text.Json;
using Azure.Data.Tables;
using Pantheon.Functions.Http;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Plugin.Store;

/// <summary>The inbox in Azure Tables: a partition a migration, a row a message.</summary>
public sealed class TableCallbackInbox(AppTables tables) : ICallbackInbox
{
    private const string Callbacks = "Callbacks";
    private const string Unread = "Unread";

    /// <inheritdoc/>
    public async Task<InboxOutcome> AddAsync(Callback callback, CancellationToken cancellationToken)
    {
        var row = new TableEntity(callback.MigrationId, RowOf(callback.Id))
        {
            [nameof(Callback.Id)] = callback.Id,
            [nameof(Callback.BodyHash)] = callback.BodyHash,
            [nameof(Callback.Type)] = callback.Type.ToString(),
            [nameof(Callback.Data)] = JsonSerializer.Serialize(callback.Data, ApiJson.Options),
            [nameof(Callback.ReceivedAt)] = callback.ReceivedAt,
            [Unread] = true,
            // Messages of one moment keep their order.
            ["Order"] = Interlocked.Increment(ref order),
        };
        return await AppTables.TryAddAsync(await tables.OpenAsync(Callbacks), row, cancellationToken)
            ? InboxOutcome.New
            : await LookAsync(callback, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<InboxOutcome> LookAsync(Callback callback, CancellationToken cancellationToken)
    {
        var known = await AppTables.FindAsync(await tables.OpenAsync(Callbacks), callback.MigrationId, RowOf(callback.Id), cancellationToken);
        if (known is null)
            return InboxOutcome.New;
        return known.GetString(nameof(Callback.BodyHash)) == callback.BodyHash ? InboxOutcome.Known : InboxOutcome.OtherBody;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Callback>> ListUnreadAsync(string migrationId, CancellationToken cancellationToken)
    {
        var unread = new List<(Callback Callback, long Order)>();
        await foreach (var row in await UnreadAsync(migrationId, null, cancellationToken))
            unread.Add((Read(row), row.GetInt64("Order") ?? 0));
        return [.. unread.OrderBy(pair => pair.Callback.ReceivedAt).ThenBy(pair => pair.Order).Select(pair => pair.Callback)];
    }

    /// <inheritdoc/>
    public async Task<bool> HasUnreadAsync(string migrationId, CancellationToken cancellationToken)
    {
        await foreach (var _ in await UnreadAsync(migrationId, 1, cancellationToken))
            return true;
        return false;
    }

    /// <inheritdoc/>
    public async Task MarkReadAsync(Callback callback, CancellationToken cancellationToken)
    {
        var callbacks = await tables.OpenAsync(Callbacks);
        while (await AppTables.FindAsync(callbacks, callback.MigrationId, RowOf(callback.Id), cancellationToken) is { } row && row.GetBoolean(Unread) == true)
        {
            row.Remove(nameof(Callback.Data));
            row[Unread] = false;
            if (await AppTables.TryUpdateAsync(callbacks, row, cancellationToken))
                return;
        }
    }

    private static long order;

    private async Task<Azure.AsyncPageable<TableEntity>> UnreadAsync(string migrationId, int? most, CancellationToken cancellationToken) =>
        (await tables.OpenAsync(Callbacks)).QueryAsync<TableEntity>(
            $"PartitionKey eq '{migrationId}' and {Unread} eq true", most, cancellationToken: cancellationToken);

    // An id is the sender's: any characters may be in it.
    private static string RowOf(string id) => AppTables.KeyOf(id);

    private static Callback Read(TableEntity row) => new(
        row.PartitionKey, row.GetString(nameof(Callback.Id)), row.GetString(nameof(Callback.BodyHash)), Enum.Parse<CallbackType>(row.GetString(nameof(Callback.Type))),
        JsonSerializer.Deserialize<CallbackData>(row.GetString(nameof(Callback.Data)), ApiJson.Options), row.GetDateTimeOffset(nameof(Callback.ReceivedAt))!.Value);
}
