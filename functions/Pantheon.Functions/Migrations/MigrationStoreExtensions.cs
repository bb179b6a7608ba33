namespace Pantheon.Functions.Migrations;

/// <summary>Changes by compare-and-swap.</summary>
public static class MigrationStoreExtensions
{
    /// <summary>Has the sweep look at a migration as soon as it comes round, though it was put off.</summary>
    public static async Task LookSoonAsync(this IMigrationStore store, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (await store.FindAsync(id, cancellationToken) is { LookAt: not null })
            await store.ChangeAsync(id, migration => migration with { LookAt = null }, cancellationToken);
    }

    /// <summary>Changes a migration as it is at that moment, again until nobody comes in between. No change, no new version.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The migration.</param>
    /// <param name="change">The change; may be called several times; throws to refuse.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">There is no such migration.</exception>
    public static async Task<Migration> ChangeAsync(
        this IMigrationStore store, string id, Func<Migration, Migration> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var migration = await store.FindAsync(id, cancellationToken)
                ?? throw new InvalidOperationException($"There is no migration '{id}'.");
            var changed = change(migration);
            if (changed == migration)
                return migration;
            if (await store.TryReplaceAsync(changed, cancellationToken) is { } replaced)
                return replaced;
        }
    }
}
