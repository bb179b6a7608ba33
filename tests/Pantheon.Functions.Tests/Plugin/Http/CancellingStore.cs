using Pantheon.Functions.Migrations;
using Pantheon.Functions.Plugin;

namespace Pantheon.Functions.Tests.Plugin.Http;

/// <summary>Cancels the migration in the moment in which its token is made, as a call at the same time would.</summary>
internal sealed class CancellingStore(IMachineTokenStore inner, IMigrationStore migrations) : IMachineTokenStore
{
    public async Task ReplaceAsync(IssuedToken token, CancellationToken cancellationToken)
    {
        await migrations.ChangeAsync(token.MigrationId, m => m with { Phase = MigrationPhase.Cancelled }, cancellationToken);
        await inner.EndAsync(token.MigrationId, token.IssuedAt, cancellationToken);
        await inner.ReplaceAsync(token, cancellationToken);
    }

    public Task<bool> TryAddAsync(IssuedToken token, CancellationToken cancellationToken) => inner.TryAddAsync(token, cancellationToken);

    public Task<IssuedToken?> FindAsync(string migrationId, CancellationToken cancellationToken) => inner.FindAsync(migrationId, cancellationToken);

    public Task<IssuedToken?> FindByHashAsync(string hash, CancellationToken cancellationToken) => inner.FindByHashAsync(hash, cancellationToken);

    public Task<string?> TakeSealedAsync(string migrationId, CancellationToken cancellationToken) => inner.TakeSealedAsync(migrationId, cancellationToken);

    public Task CountUseAsync(string hash, DateTimeOffset at, string? address, CancellationToken cancellationToken) => inner.CountUseAsync(hash, at, address, cancellationToken);

    public Task<bool> EndAsync(string migrationId, DateTimeOffset now, CancellationToken cancellationToken) => inner.EndAsync(migrationId, now, cancellationToken);

    public Task DestroySealedAsync(DateTimeOffset now, CancellationToken cancellationToken) => inner.DestroySealedAsync(now, cancellationToken);
}
