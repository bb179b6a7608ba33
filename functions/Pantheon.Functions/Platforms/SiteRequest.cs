using Pantheon.Archives;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Platforms;

/// <summary>The site that a migration needs.</summary>
/// <param name="MigrationId">For whom; the platform keeps it with the site.</param>
/// <param name="Name">The site's name.</param>
/// <param name="Framework">What it is made with.</param>
/// <param name="Organization">The organization's id; null for none.</param>
public sealed record SiteRequest(string MigrationId, string Name, Framework Framework, string? Organization)
{
    /// <summary>The site of a migration.</summary>
    public static SiteRequest For(Migration migration) => new(migration.Id, migration.SiteName, migration.Framework, migration.Organization);
}
