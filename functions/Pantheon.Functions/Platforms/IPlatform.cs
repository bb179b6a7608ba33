using Pantheon.Functions.Imports;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Platforms;

/// <summary>
/// Where sites are moved to. Every call is idempotent by the migration: run twice, it does once. Failures are
/// <see cref="PermanentFailureException"/> or anything else, which is tried again. Work that takes long goes on at the platform: a call that
/// answers "not yet" is made again later, with what it kept by <see cref="PlatformWork"/>.
/// </summary>
public interface IPlatform
{
    /// <summary>Bytes of the largest archive that it takes; null for no limit of its own.</summary>
    long? MaxArchiveBytes { get; }

    /// <summary>Whether a site of this name exists.</summary>
    Task<bool> IsNameTakenAsync(string name, CancellationToken cancellationToken);

    /// <summary>The organizations that sites can be created in.</summary>
    Task<IReadOnlyList<Organization>> ListOrganizationsAsync(CancellationToken cancellationToken);

    /// <summary>Creates the site, or finds the one that this migration created before.</summary>
    /// <exception cref="PermanentFailureException">site.nameTaken: it belongs to another migration or to nobody here.</exception>
    /// <returns>The site; null where it is not there yet.</returns>
    Task<MigratedSite?> CreateSiteAsync(SiteRequest request, PlatformWork work, CancellationToken cancellationToken);

    /// <summary>Puts the archive's code in place of the site's.</summary>
    /// <returns>Whether it is done; false: not yet.</returns>
    Task<bool> ImportCodeAsync(SiteImport import, CancellationToken cancellationToken);

    /// <summary>Puts the archive's database in place of the site's.</summary>
    /// <returns>Whether it is done; false: not yet.</returns>
    Task<bool> ImportDatabaseAsync(SiteImport import, CancellationToken cancellationToken);

    /// <summary>Puts the archive's files in place of the site's.</summary>
    /// <returns>Whether it is done; false: not yet.</returns>
    Task<bool> ImportFilesAsync(SiteImport import, CancellationToken cancellationToken);

    /// <summary>Holds what the site has against the archive.</summary>
    Task<Verification> VerifyAsync(SiteImport import, CancellationToken cancellationToken);

    /// <summary>Tells the platform that the migration is complete.</summary>
    /// <returns>Whether it is done; false: not yet.</returns>
    Task<bool> CompleteAsync(SiteImport import, CancellationToken cancellationToken);
}
