namespace Pantheon.Archives;

/// <summary>
/// Stable codes of what can be wrong with an archive, with the titles that users of Pantheon's migrations know
/// (source: Pantheon's documentation, "Troubleshoot migrations"; titles it lacks are ours).
/// </summary>
public static class FindingCode
{
#pragma warning disable CS1591 // the value is the doc: code and title stand side by side below
    public const string Unreachable = "archive.unreachable";
    public const string NotFound = "archive.notFound";
    public const string PrivateAddress = "archive.privateAddress";
    public const string LinkExpired = "archive.linkExpired";
    public const string TooLarge = "archive.tooLarge";
    public const string ChangedWhileCopied = "archive.changedWhileCopied";
    public const string ChecksumMismatch = "archive.checksumMismatch";
    public const string Format = "archive.format";
    public const string Truncated = "archive.truncated";
    public const string UnsafePath = "archive.unsafePath";
    public const string Bomb = "archive.bomb";
    public const string MultipleSites = "archive.multipleSites";
    public const string Multisite = "archive.multisite";
    public const string CodeMissing = "code.missing";
    public const string CodeMultipleRoots = "code.multipleRoots";
    public const string CodeNestedRoot = "code.nestedRoot";
    public const string FrameworkMismatch = "code.frameworkMismatch";
    public const string CodeWithoutCore = "code.withoutCore";
    public const string CaseCollision = "archive.caseCollision";
    public const string NameEncoding = "archive.nameEncoding";
    public const string Backups = "archive.backups";
    public const string Caches = "archive.caches";
    public const string DatabaseEngine = "database.engine";
    public const string DatabaseCollation = "database.collation";
    public const string DatabasePrograms = "database.programs";
    public const string DatabaseMissing = "database.missing";
    public const string DatabaseMultiple = "database.multiple";
    public const string DatabaseUnsupportedDriver = "database.unsupportedDriver";
    public const string DatabaseRejected = "database.rejected";
    public const string DatabaseTruncated = "database.truncated";
    public const string FilesMultiple = "files.multiple";
    public const string FilesMissing = "files.missing";
    public const string FilesCrowded = "files.crowdedDirectory";
    public const string FilesLink = "files.link";
    public const string SettingsMultiple = "settings.multiple";
    public const string SiteDirectory = "settings.siteDirectory";
#pragma warning restore CS1591

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        [Unreachable] = "Unable to download the archive",
        [NotFound] = "HTTP 404 error: Unable to download the archive",
        [PrivateAddress] = "The archive's address is not public",
        [LinkExpired] = "The archive's link expired while it was copied",
        [TooLarge] = "The archive is too large",
        [ChangedWhileCopied] = "The archive changed while it was copied",
        [ChecksumMismatch] = "The archive's checksum is not the one that was given",
        [Format] = "The file is not an archive",
        [Truncated] = "The archive is damaged or cut short",
        [UnsafePath] = "The archive holds an entry that can't be imported safely",
        [Bomb] = "The archive expands beyond all measure",
        [MultipleSites] = "Multiple site directories found within the import archive",
        [Multisite] = "WordPress multisite networks can't be migrated this way",
        [CodeMissing] = "Could not import code, the import file does not appear to contain a valid code directory.",
        [CodeMultipleRoots] = "Multiple code roots found within the import archive",
        [CodeNestedRoot] = "A second copy of a site was found inside the site's files",
        [CodeWithoutCore] = "The code holds no core",
        [CaseCollision] = "Names differ only in upper and lower case",
        [NameEncoding] = "Names are not UTF-8",
        [Backups] = "Old backups were found inside the archive",
        [Caches] = "Caches were found inside the archive",
        [DatabaseEngine] = "Tables become InnoDB",
        [DatabaseCollation] = "Collations are replaced",
        [DatabasePrograms] = "The database holds programs",
        [FrameworkMismatch] = "The archive holds a site of another framework",
        [DatabaseMissing] = "Could not import database, unable to locate a database dump",
        [DatabaseMultiple] = "Multiple database dumps found within the import archive",
        [DatabaseUnsupportedDriver] = "The database is not MySQL or MariaDB",
        [DatabaseRejected] = "The database dump holds a statement that can't be imported",
        [DatabaseTruncated] = "The database dump ends in the middle of a statement",
        [FilesMultiple] = "Multiple file directories found within the import archive",
        [FilesMissing] = "No files directory was found within the import archive",
        [FilesCrowded] = "A directory holds very many files",
        [FilesLink] = "A link among the files is left out",
        [SettingsMultiple] = "Could not import code, the import file holds more than one settings.php.",
        [SiteDirectory] = "The site's directory is not sites/default",
    };

    /// <summary>The code whose title a text holds; null where it holds none.</summary>
    public static string? FindByTitle(string text) => Titles
        .Where(title => text.Contains(title.Value.TrimEnd('.'), StringComparison.OrdinalIgnoreCase))
        .Select(title => title.Key)
        .FirstOrDefault();

    /// <summary>The title of a code, as shown to the site's owner.</summary>
    public static string TitleOf(string code) => Titles.GetValueOrDefault(code, "The migration failed");
}
