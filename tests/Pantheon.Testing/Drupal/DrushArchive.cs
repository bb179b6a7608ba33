using System.Formats.Tar;

namespace Pantheon.Testing;

/// <summary>A Drupal site's archive as drush and its relatives write them: the same settings give the same bytes.</summary>
public sealed record DrushArchive
{
    public DrupalVersion Drupal { get; init; } = DrupalVersion.Drupal7;

    public DrupalArchiveLayout Layout { get; init; } = DrupalArchiveLayout.Drush8;

    /// <summary>What the bytes are; drush gzips whatever the name says.</summary>
    public ArchiveFormat Format { get; init; } = ArchiveFormat.TarGz;

    /// <summary>Drush runs the system's GNU tar.</summary>
    public TarEntryFormat TarFormat { get; init; } = TarEntryFormat.Gnu;

    /// <summary>Drush 8 writes it last.</summary>
    public EntryPlacement Manifest { get; init; } = EntryPlacement.Last;

    /// <summary>Drush 8 writes it in the middle: after the code, before the site's folder.</summary>
    public EntryPlacement Dump { get; init; } = EntryPlacement.Middle;

    /// <summary>An older copy of one code file and one upload stands before the true one.</summary>
    public bool Duplicates { get; init; }

    /// <summary>A second site with a folder and a dump of its own (Drush 8 only).</summary>
    public bool Multisite { get; init; }

    /// <summary>Drush 8's --no-core: only sites/ is in the archive.</summary>
    public bool NoCore { get; init; }

    /// <summary>The database's driver: mysql or pgsql.</summary>
    public string Driver { get; init; } = "mysql";

    /// <summary>Symbolic links inside the code, as --preserve-symlinks leaves them.</summary>
    public bool Symlinks { get; init; }

    /// <summary>Rows of each of the dump's larger tables.</summary>
    public int RowsPerTable { get; init; } = 250;

    /// <summary>This many more files among the site's files.</summary>
    public int BulkFiles { get; init; }

    /// <summary>Further entries at the end, for what no tool writes.</summary>
    public IReadOnlyList<ArchiveEntry> Extra { get; init; } = [];

    /// <summary>The database's password in settings.php, which must never show up anywhere.</summary>
    public static string DatabasePassword => DrupalSite.Password;

    public string Version => Drupal == DrupalVersion.Drupal7 ? Drupal7Code.Version : Drupal10Code.Version;

    /// <summary>Rows by table of each dump.</summary>
    public IReadOnlyDictionary<string, long> Tables => Sql(Sites[0]).Tables;

    /// <summary>The site's files below <see cref="FilesRoot"/>, in the archive's order.</summary>
    public IReadOnlyList<SiteFile> Files => [.. Sites[0].Files(BulkFiles).Select(file => new SiteFile(file.Path, file.Content.Length))];

    /// <summary>The archive's folder with the code: the docroot's parent for a Composer project that is there as a whole; empty for the archive's root.</summary>
    public string CodeRoot => Layout switch
    {
        DrupalArchiveLayout.Drush8 => Docroot,
        DrupalArchiveLayout.BackupAndMigrate => "docroot",
        _ => "code",
    };

    /// <summary>The archive's folder with index.php.</summary>
    public string Docroot => Layout switch
    {
        // Drush 8 packs the docroot alone, under its own name.
        DrupalArchiveLayout.Drush8 => Drupal == DrupalVersion.Drupal7 ? "public_html" : "web",
        DrupalArchiveLayout.BackupAndMigrate => "docroot",
        _ => Drupal == DrupalVersion.Drupal7 ? "code" : "code/web",
    };

    /// <summary>The archive's folder with the site's files.</summary>
    public string FilesRoot => HasFoldersOfItsOwn ? "files" : $"{Docroot}/{Sites[0].FilesDirectory}";

    /// <summary>The dumps' paths in the archive.</summary>
    public IReadOnlyList<string> DumpPaths => [.. Sites.Select(DumpPath)];

    /// <summary>Null for <see cref="DrupalArchiveLayout.Folders"/>.</summary>
    public string? ManifestPath => ManifestEntry()?.Path;

    /// <summary>All entries in order.</summary>
    public IReadOnlyList<ArchiveEntry> Entries => [.. Arrange()];

    private bool HasFoldersOfItsOwn => Layout is DrupalArchiveLayout.Drush11 or DrupalArchiveLayout.Folders;

    private IReadOnlyList<DrupalSite> Sites =>
        Multisite ? [Site("default", "old_drupal"), Site("second.old-site.example", "old_second")] : [Site("default", "old_drupal")];

    /// <summary>Writes the archive to <paramref name="target"/>, which stays open.</summary>
    /// <exception cref="InvalidOperationException">The settings contradict each other.</exception>
    public Task WriteAsync(Stream target, CancellationToken cancellationToken = default)
    {
        if ((Multisite || NoCore) && Layout != DrupalArchiveLayout.Drush8)
            throw new InvalidOperationException($"Only Drush 8 writes several sites or leaves out the core; the layout is {Layout}.");
        return ArchiveContainer.WriteAsync(target, Arrange(), Format, TarFormat, cancellationToken);
    }

    /// <summary>Writes the archive as the file <paramref name="path"/> and returns the path.</summary>
    public async Task<string> WriteFileAsync(string path, CancellationToken cancellationToken = default)
    {
        await using var file = File.Create(path);
        await WriteAsync(file, cancellationToken);
        return path;
    }

    private IEnumerable<ArchiveEntry> Arrange()
    {
        IEnumerable<ArchiveEntry> manifest = ManifestEntry() is { } entry ? [entry] : [];
        var dumps = Sites.Select(DumpEntry);
        return
        [
            .. At(Manifest, EntryPlacement.First, manifest),
            .. At(Dump, EntryPlacement.First, dumps),
            .. Stale(),
            .. Code(),
            .. At(Manifest, EntryPlacement.Middle, manifest),
            .. At(Dump, EntryPlacement.Middle, dumps),
            .. SiteFolders(),
            .. At(Dump, EntryPlacement.Last, dumps),
            .. At(Manifest, EntryPlacement.Last, manifest),
            .. Extra,
        ];
    }

    private static IEnumerable<ArchiveEntry> At(EntryPlacement wanted, EntryPlacement here, IEnumerable<ArchiveEntry> entries) => wanted == here ? entries : [];

    private IEnumerable<ArchiveEntry> Stale() => !Duplicates ? [] :
    [
        ArchiveEntry.File($"{Docroot}/index.php", "<?php // an older copy\n"),
        ArchiveEntry.File($"{FilesRoot}/harbour.png", "an older copy\n"),
    ];

    private IEnumerable<ArchiveEntry> Code()
    {
        var isDrupal7 = Drupal == DrupalVersion.Drupal7;
        IEnumerable<ArchiveEntry> core = NoCore ? [] : isDrupal7 ? Drupal7Code.Entries() : Drupal10Code.Docroot();
        IEnumerable<ArchiveEntry> sites = isDrupal7 ? Drupal7Code.SitesAll() : Drupal10Code.SitesAll();
        IEnumerable<ArchiveEntry> links = Symlinks ? [ArchiveEntry.Link("sites/www.old-site.example", "default"), ArchiveEntry.Link("favicon.png", "misc/druplicon.png")] : [];

        // Drush 11 leaves vendor/ out; Drush 8 sees nothing above the docroot.
        IEnumerable<ArchiveEntry> project = isDrupal7 || CodeRoot == Docroot ? [] : Drupal10Code.Project(withVendor: Layout != DrupalArchiveLayout.Drush11);
        return
        [
            ArchiveEntry.Directory(CodeRoot),
            .. project.Select(entry => entry.Below(CodeRoot)),
            .. core.Concat(sites).Concat(links).Select(entry => entry.Below(Docroot)),
        ];
    }

    private IEnumerable<ArchiveEntry> SiteFolders()
    {
        foreach (var site in Sites)
        {
            // Drush 11 refuses settings with credentials.
            foreach (var entry in site.Settings(withCredentials: Layout != DrupalArchiveLayout.Drush11))
                yield return entry.Below(Docroot);
            var files = HasFoldersOfItsOwn ? "files" : $"{Docroot}/{site.FilesDirectory}";
            yield return ArchiveEntry.Directory(files);
            foreach (var entry in site.Files(BulkFiles))
                yield return entry.Below(files);
        }
    }

    private ArchiveEntry? ManifestEntry() => Layout switch
    {
        DrupalArchiveLayout.Drush8 => DrupalManifests.Drush8(Docroot, !NoCore, [.. Sites.Select(site => (site, DumpPath(site)))]),
        DrupalArchiveLayout.Drush11 => DrupalManifests.Drush11(),
        DrupalArchiveLayout.BackupAndMigrate => DrupalManifests.BackupAndMigrate(Version, Sites[0]),
        _ => null,
    };

    private string DumpPath(DrupalSite site) => Layout switch
    {
        DrupalArchiveLayout.Drush8 => Multisite ? $"{site.Key}-{site.Database}.sql" : $"{site.Database}.sql",
        DrupalArchiveLayout.BackupAndMigrate => "database.sql",
        _ => "database/database.sql",
    };

    private ArchiveEntry DumpEntry(DrupalSite site) =>
        Driver == "pgsql" ? ArchiveEntry.File(DumpPath(site), PostgresDump.Text) : ArchiveEntry.File(DumpPath(site), Sql(site).ToBytes());

    private DrupalSite Site(string key, string database) => new(key, database, Drupal, Driver);

    private MysqlDump Sql(DrupalSite site) => new() { Database = site.Database, Version = Drupal, RowsPerTable = RowsPerTable };
}
