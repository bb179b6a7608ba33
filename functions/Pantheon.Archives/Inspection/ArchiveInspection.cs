namespace Pantheon.Archives.Inspection;

/// <summary>What an archive holds, as one pass over it told.</summary>
public sealed record ArchiveInspection
{
    /// <summary>How the archive is laid out: drush, archiveDump, backupAndMigrate, parts, or site (a docroot and a dump).</summary>
    public required string Layout { get; init; }

    /// <summary>The framework of its code; null where none was recognised.</summary>
    public Framework? Framework { get; init; }

    /// <summary>The framework's exact version, read from its code; null where it could not be read.</summary>
    public string? Version { get; init; }

    /// <summary>The directory that is to become the repository's root; empty is the archive's own root, null where there is none.</summary>
    public string? CodeRoot { get; init; }

    /// <summary>The directory below <see cref="CodeRoot"/> that is served: "web" or "docroot" in Composer projects, else empty.</summary>
    public string DocumentRoot { get; init; } = string.Empty;

    /// <summary>Entries in all, directories included.</summary>
    public required long Entries { get; init; }

    /// <summary>Bytes of all files, expanded.</summary>
    public required long Bytes { get; init; }

    /// <summary>The dump; null where there is none.</summary>
    public InspectedDatabase? Database { get; init; }

    /// <summary>The files directory; null where there is none.</summary>
    public InspectedFiles? Files { get; init; }

    /// <summary>WordPress' table prefix, from wp-config.php; null where unknown.</summary>
    public string? TablePrefix { get; init; }

    /// <summary>wp-config.php or settings.php; null where there is none.</summary>
    public string? SettingsPath { get; init; }

    /// <summary>The PHP version that the old site ran on, where the dump tells it; null elsewhere.</summary>
    public string? PhpVersion { get; init; }

    /// <summary>Addresses that the site has for itself in its database: links to them may have to be changed.</summary>
    public IReadOnlyList<string> OldUrls { get; init; } = [];

    /// <summary>The ten largest files.</summary>
    public IReadOnlyList<InspectedFile> Largest { get; init; } = [];

    /// <summary>What was found, errors first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Whether the archive can be imported.</summary>
    public bool Ok => !Findings.Any(finding => finding.Severity == Severity.Error);
}
