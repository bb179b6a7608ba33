namespace Pantheon.Functions.Migrations;

/// <summary>Changes by compare-and-swap.</summary>
public static class MigrationStoreExtensions
{
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
