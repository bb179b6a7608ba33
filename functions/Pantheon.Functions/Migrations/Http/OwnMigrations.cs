using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Identity;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>Finds migrations for their owners and for the admins of their organizations. Another's is the same as none.</summary>
public sealed class OwnMigrations(IMigrationStore store)
{
    /// <summary>The caller's migration of this id; null where there is none.</summary>
    public async Task<Migration?> FindAsync(HttpRequest request, string id, CancellationToken cancellationToken, bool isDryRun = false) =>
        await store.FindAsync(id, cancellationToken) is { } migration && migration.IsDryRun == isDryRun && MaySteer(request.GetUser(), migration) ? migration : null;

    private static bool MaySteer(User user, Migration migration) =>
        migration.Owner == user.Subject || (migration.Organization is { } organization && user.IsAdminOf(organization));
}
