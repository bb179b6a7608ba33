using Azure.Data.Tables;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Plugin.Store;

/// <summary>Machine tokens in Azure Tables: a migration's row, one that leads to it by hash, and one among the sealed.</summary>
public sealed class TableMachineTokenStore(AppTables tables) : IMachineTokenStore
{
    private const string Tokens = "MachineTokens";
    private const string Hashes = "MachineTokenHashes";
    private const string SealedOnes = "SealedMachineTokens";

    /// <inheritdoc/>
    public async Task ReplaceAsync(IssuedToken token, CancellationToken cancellationToken)
    {
        var before = await FindAsync(token.MigrationId, cancellationToken);
        await LeadToAsync(token, cancellationToken);
        await (await tables.OpenAsync(Tokens)).UpsertEntityAsync(Write(token), TableUpdateMode.Replace, cancellationToken);
        await ForgetHashAsync(before, token, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(IssuedToken token, CancellationToken cancellationToken)
    {
        var row = await RowAsync(token.MigrationId, cancellationToken);
        var before = row is null ? null : Read(row);
        if (before is not null && before.ExpiresAt > token.IssuedAt)
            return false;
        await LeadToAsync(token, cancellationToken);
        var (added, all) = (Write(token), await tables.OpenAsync(Tokens));
        added.ETag = row?.ETag ?? default;
        if (!(row is null ? await AppTables.TryAddAsync(all, added, cancellationToken) : await AppTables.TryUpdateAsync(all, added, cancellationToken)))
            return false;
        await ForgetHashAsync(before, token, cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task<IssuedToken?> FindAsync(string migrationId, CancellationToken cancellationToken) =>
        await RowAsync(migrationId, cancellationToken) is { } row ? Read(row) : null;

    /// <inheritdoc/>
    public async Task<IssuedToken?> FindByHashAsync(string hash, CancellationToken cancellationToken) =>
        await AppTables.FindAsync(await tables.OpenAsync(Hashes), hash, string.Empty, cancellationToken) is { } pointer
        && await FindAsync(pointer.GetString("MigrationId"), cancellationToken) is { } token && token.Hash == hash ? token : null;

    /// <inheritdoc/>
    public async Task<string?> TakeSealedAsync(string migrationId, CancellationToken cancellationToken)
    {
        string? taken = null;
        await ChangeAsync(migrationId, token => (taken = token.Sealed) is null ? null : token with { Sealed = null, SealedUntil = null }, cancellationToken);
        await (await tables.OpenAsync(SealedOnes)).DeleteEntityAsync("sealed", migrationId, cancellationToken: cancellationToken);
        return taken;
    }

    /// <inheritdoc/>
    public async Task CountUseAsync(string hash, DateTimeOffset at, string? address, CancellationToken cancellationToken)
    {
        if (await FindByHashAsync(hash, cancellationToken) is { } found)
            await ChangeAsync(
                found.MigrationId,
                token => token.Hash == hash ? token with { Uses = token.Uses + 1, LastUsedAt = at, LastUsedFrom = address } : null,
                cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> EndAsync(string migrationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ended = await ChangeAsync(
            migrationId, token => token.ExpiresAt <= now ? null : token with { ExpiresAt = now, Sealed = null, SealedUntil = null }, cancellationToken);
        await (await tables.OpenAsync(SealedOnes)).DeleteEntityAsync("sealed", migrationId, cancellationToken: cancellationToken);
        return ended;
    }

    /// <inheritdoc/>
    public async Task DestroySealedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = (await tables.OpenAsync(SealedOnes)).QueryAsync<TableEntity>(row => row.PartitionKey == "sealed", cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            if (await FindAsync(row.RowKey, cancellationToken) is not { SealedUntil: { } until } || until <= now)
                await TakeSealedAsync(row.RowKey, cancellationToken);
        }
    }

    // What leads to the row comes first and goes last: a hash that leads to another token is none.
    private async Task LeadToAsync(IssuedToken token, CancellationToken cancellationToken)
    {
        await (await tables.OpenAsync(Hashes)).UpsertEntityAsync(
            new TableEntity(token.Hash, string.Empty) { ["MigrationId"] = token.MigrationId }, TableUpdateMode.Replace, cancellationToken);
        if (token.Sealed is not null)
            await (await tables.OpenAsync(SealedOnes)).UpsertEntityAsync(new TableEntity("sealed", token.MigrationId), TableUpdateMode.Replace, cancellationToken);
    }

    private async Task ForgetHashAsync(IssuedToken? before, IssuedToken token, CancellationToken cancellationToken)
    {
        if (before is not null && before.Hash != token.Hash)
            await (await tables.OpenAsync(Hashes)).DeleteEntityAsync(before.Hash, string.Empty, cancellationToken: cancellationToken);
    }

    // Again until nobody comes in between; null changes nothing. Answers whether something was changed.
    private async Task<bool> ChangeAsync(string migrationId, Func<IssuedToken, IssuedToken?> change, CancellationToken cancellationToken)
    {
        while (await RowAsync(migrationId, cancellationToken) is { } row && change(Read(row)) is { } changed)
        {
            var next = Write(changed);
            next.ETag = row.ETag;
            if (await AppTables.TryUpdateAsync(await tables.OpenAsync(Tokens), next, cancellationToken))
                return true;
        }

        return false;
    }

    private async Task<TableEntity?> RowAsync(string migrationId, CancellationToken cancellationToken) =>
        await AppTables.FindAsync(await tables.OpenAsync(Tokens), migrationId, string.Empty, cancellationToken);

    private static TableEntity Write(IssuedToken token) => new(token.MigrationId, string.Empty)
    {
        [nameof(IssuedToken.SiteName)] = token.SiteName,
        [nameof(IssuedToken.Hash)] = token.Hash,
        [nameof(IssuedToken.IssuedAt)] = token.IssuedAt,
        [nameof(IssuedToken.ExpiresAt)] = token.ExpiresAt,
        [nameof(IssuedToken.Sealed)] = token.Sealed,
        [nameof(IssuedToken.SealedUntil)] = token.SealedUntil,
        [nameof(IssuedToken.LastUsedAt)] = token.LastUsedAt,
        [nameof(IssuedToken.LastUsedFrom)] = token.LastUsedFrom,
        [nameof(IssuedToken.Uses)] = token.Uses,
    };

    private static IssuedToken Read(TableEntity row) => new(
        row.PartitionKey, row.GetString(nameof(IssuedToken.SiteName)), row.GetString(nameof(IssuedToken.Hash)),
        row.GetDateTimeOffset(nameof(IssuedToken.IssuedAt))!.Value, row.GetDateTimeOffset(nameof(IssuedToken.ExpiresAt))!.Value)
    {
        Sealed = row.GetString(nameof(IssuedToken.Sealed)),
        SealedUntil = row.GetDateTimeOffset(nameof(IssuedToken.SealedUntil)),
        LastUsedAt = row.GetDateTimeOffset(nameof(IssuedToken.LastUsedAt)),
        LastUsedFrom = row.GetString(nameof(IssuedToken.LastUsedFrom)),
        Uses = row.GetInt64(nameof(IssuedToken.Uses)) ?? 0,
    };
}
