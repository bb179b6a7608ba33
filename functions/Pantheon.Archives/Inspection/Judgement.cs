using Pantheon.Archives.Php;
using Pantheon.Archives.Reading;
using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Inspection;

/// <summary>Chooses code, settings, files and dump of an indexed archive, and says what stands against a choice.</summary>
internal sealed class Judgement
{
    private readonly ArchiveIndex index;
    private readonly Findings findings = new();
    private readonly Manifest? manifest;
    private readonly CodeRoot? code;
    private readonly string? files;
    private readonly string? dump;
    private readonly string? settings;
    private readonly string layout;

    internal Judgement(ArchiveIndex index, Framework? expected)
    {
        this.index = index;
        var manifestPath = index.Texts.Keys
            .Where(path => EntryPath.Name(path) is "MANIFEST.ini" or "MANIFEST.yml")
            .OrderBy(path => path.Count(c => c == '/'))
            .FirstOrDefault();
        manifest = manifestPath is null ? null : Manifest.Parse(index.Texts[manifestPath]);
        layout = LayoutOf(manifestPath);
        code = ChooseCode(expected);
        settings = ChooseSettings();
        files = ChooseFiles();
        dump = ChooseDump();
        new Remarks(index, findings).Add(code, files, dump);
    }

    internal ArchiveInspection ToInspection() => new()
    {
        Layout = layout,
        Framework = code?.Framework,
        Version = code?.Version,
        CodeRoot = code?.Path,
        DocumentRoot = code?.DocumentRoot ?? string.Empty,
        Entries = index.Entries,
        Bytes = index.Files.Values.Sum(),
        Database = dump is null ? null : Describe(dump, index.Dumps[dump]),
        Files = files is null ? null : CountFiles(files),
        TablePrefix = code?.Framework == Framework.WordPress && settings is not null
            ? PhpSettings.Parse(index.Texts[settings]).Variable("$table_prefix")
            : null,
        SettingsPath = settings,
        PhpVersion = dump is null ? null : index.Dumps[dump].Traits.PhpVersion,
        OldUrls = dump is null ? [] : index.Dumps[dump].Traits.Urls,
        Largest = Leftovers.Largest(index.Files),
        Findings = findings.BySeverity(),
    };

    private string LayoutOf(string? manifestPath)
    {
        if (manifest is null)
            return index.Directories.Contains("code") && (index.Directories.Contains("database") || index.Directories.Contains("files"))
                ? "parts"
                : "site";
        if (manifestPath!.EndsWith(".yml", StringComparison.Ordinal))
            return "archiveDump";
        return manifest.Find("Global", "generator")?.Contains("Backup and Migrate", StringComparison.Ordinal) == true
            ? "backupAndMigrate"
            : "drush";
    }

    private CodeRoot? ChooseCode(Framework? expected)
    {
        var roots = CodeRoot.FindAll(index);
        var outer = roots.Where(root => !roots.Exists(other => other != root && EntryPath.IsWithin(root.Path, other.Path))).ToList();
        var nested = roots.Except(outer).ToList();
        var rivals = nested.Where(root => !IsAmongFiles(root.Path)).ToList();
        if (outer.Count + rivals.Count > 1)
        {
            findings.Error(
                FindingCode.CodeMultipleRoots, "The archive must hold the code of one site. Leave out all but one of these directories.",
                [.. outer.Concat(rivals).Select(root => Show(root.Path))]);
            return null;
        }

        foreach (var root in nested.Except(rivals))
            findings.Warn(FindingCode.CodeNestedRoot, "It is imported as files and is not needed by the site. Delete it if it is an old backup.", root.Path);
        if (outer is not [var code])
        {
            findings.Error(
                FindingCode.CodeMissing,
                manifest?.Find("Global", "archiveformat") == "site"
                    ? "The archive was made with --no-core. Make it again without that option."
                    : "A WordPress root holds wp-admin, wp-includes and wp-content; a Drupal 7 root includes, misc, modules, profiles, scripts, "
                    + "sites and themes; a Drupal Composer root core, modules, profiles, sites and themes, also below web/ or docroot/.");
            return null;
        }

        if (expected is { } framework && code.Framework != framework)
            findings.Error(
                FindingCode.FrameworkMismatch,
                $"The archive holds {NameOf(code.Framework)} {code.Version}, the migration was created for {NameOf(framework)}. "
                + "Give the archive of the right site, or create a migration for this framework.",
                Show(code.Path));
        return code;
    }

    private string? ChooseSettings()
    {
        if (code is null)
            return null;
        if (code.Framework == Framework.WordPress)
            return ChooseWordPressSettings(code);

        var sites = EntryPath.Combine(code.Served, "sites");
        var found = index.Texts.Keys
            .Where(path => EntryPath.Name(path) == "settings.php" && EntryPath.IsWithin(path, code.Path))
            .Where(path => EntryPath.Parent(EntryPath.Parent(path)) == sites || EntryPath.Parent(path) == code.Served || EntryPath.Parent(path) == sites)
            .Order(StringComparer.Ordinal)
            .ToList();
        var siteDirectories = found.Where(path => EntryPath.Parent(EntryPath.Parent(path)) == sites && EntryPath.Parent(path) != EntryPath.Combine(sites, "all"))
            .Select(EntryPath.Parent).ToList();
        var manifestSites = layout == "drush" ? manifest!.Sites : [];
        if (siteDirectories.Count > 1 || manifestSites.Count > 1)
        {
            var names = siteDirectories.Count > 1 ? siteDirectories : [.. manifestSites.Select(site => EntryPath.Combine(sites, site))];
            findings.Error(
                FindingCode.MultipleSites,
                "A Drupal multisite is migrated one site at a time: make an archive of one of them, with `drush @site ard`.",
                [.. names]);
            return null;
        }

        if (found.Count > 1)
            findings.Error(FindingCode.SettingsMultiple, "Leave out all but one; none is needed, since the platform brings its own.", [.. found]);
        if (siteDirectories is [var only] && EntryPath.Name(only) != "default")
            findings.Warn(
                FindingCode.SiteDirectory,
                "The platform serves sites/default. Modules and themes in this directory have to be moved to sites/all or to the top.", only);
        return found.FirstOrDefault();
    }

    private string? ChooseWordPressSettings(CodeRoot root)
    {
        // WordPress also looks one directory above its root.
        string[] places = [EntryPath.Combine(root.Path, "wp-config.php"), EntryPath.Combine(EntryPath.Parent(root.Path), "wp-config.php")];
        var path = Array.Find(places, index.Texts.ContainsKey);
        if (path is not null && PhpSettings.Parse(index.Texts[path]) is var config
            && (IsTrue(config.Constant("MULTISITE")) || (IsTrue(config.Constant("WP_ALLOW_MULTISITE")) && config.Constant("SUBDOMAIN_INSTALL") is not null)))
            findings.Error(
                FindingCode.Multisite,
                "wp-config.php defines MULTISITE. Ask the support how a network is migrated, or export one of its sites as a site of its own.", path);
        return path;
    }

    private string? ChooseFiles()
    {
        var candidates = new SortedSet<string>(StringComparer.Ordinal);
        if (code?.Framework == Framework.WordPress)
            AddIfThere(EntryPath.Combine(code.Path, "wp-content/uploads"));
        else if (code is not null)
            AddIfThere(EntryPath.Combine(SiteDirectory(), "files"));
        foreach (var site in manifest?.Sites ?? [])
        {
            // Relative to the docroot as Drush writes it, to the archive as Backup and Migrate does.
            if (code is not null && manifest!.Find(site, "files-public") is { Length: > 0 } declared)
                AddIfThere(layout == "backupAndMigrate" ? declared.Trim('/') : EntryPath.Combine(code.Served, declared.Trim('/')));
        }

        // Among the parts of a split archive; a folder of that name in the code means nothing.
        if (code is null || !EntryPath.IsWithin("files", code.Path))
            AddIfThere("files");
        foreach (var top in index.Directories.Where(directory =>
            directory.Count(c => c == '/') == 1 && directory.EndsWith("/files", StringComparison.Ordinal)
            && (code is null || !EntryPath.IsWithin(directory, code.Path))))
            candidates.Add(top);

        if (candidates.Count > 1)
            findings.Error(FindingCode.FilesMultiple, "Leave out all but one.", [.. candidates]);
        else if (candidates.Count == 0 && code is not null)
            findings.Warn(
                FindingCode.FilesMissing,
                "The site is imported without uploaded files. If it has some, make the archive again with "
                + (code.Framework == Framework.WordPress ? "wp-content/uploads." : "sites/default/files."));
        return candidates.FirstOrDefault();

        void AddIfThere(string directory)
        {
            if (index.Directories.Contains(directory) && directory != code?.Path)
                candidates.Add(directory);
        }
    }

    private string? ChooseDump()
    {
        foreach (var site in manifest?.Sites ?? [])
        {
            if (manifest!.DriverOf(site) is { Length: > 0 } driver && driver is not ("mysql" or "mysqli"))
                findings.Error(FindingCode.DatabaseUnsupportedDriver, $"The site runs on '{driver}'; only MySQL and MariaDB can be imported.");
        }

        var real = index.Dumps.Where(dump => dump.Value.Tables.Count > 0 || dump.Value.Fault is not null).Select(dump => dump.Key).ToList();
        var outside = real.Where(path => !IsAmongFiles(path) && (code is null || code.Path.Length == 0 || !EntryPath.IsWithin(path, code.Path))).ToList();
        var chosen = code is { Path.Length: > 0 } && outside.Count > 0 ? outside : [.. real.Where(IsPlausiblyADump)];
        if (chosen.Count > 1 && manifest?.Sites is [var single] && manifest.DumpOf(single) is { } declared)
            chosen = [.. chosen.Where(path => EntryPath.Name(path) == EntryPath.Name(declared))];

        switch (chosen)
        {
            case []:
                findings.Error(
                    FindingCode.DatabaseMissing,
                    index.Dumps.Count == 0
                        ? "The archive must hold one .sql or .sql.gz file made by mysqldump or mariadb-dump."
                        : "The .sql files in the archive create no tables: dump the whole database.",
                    [.. index.Dumps.Keys.Take(5)]);
                return null;
            case [var dump]:
                if ((index.Dumps[dump].Fault ?? index.Dumps[dump].Refusal) is { } fault)
                    findings.Error(fault.Code, fault.Message, dump);
                return dump;
            default:
                findings.Error(FindingCode.DatabaseMultiple, "The archive must hold one dump. Leave out all but one.", [.. chosen.Order(StringComparer.Ordinal)]);
                return null;
        }
    }

    // Inside the code only the top and wp-content can hold the site's dump; elsewhere .sql files belong to modules and plugins.
    private bool IsPlausiblyADump(string path)
    {
        if (IsAmongFiles(path))
            return false;
        if (code is null || !EntryPath.IsWithin(path, code.Path))
            return true;
        var directory = EntryPath.Parent(path);
        return directory == code.Path || directory == code.Served || directory == EntryPath.Combine(code.Path, "wp-content")
            || (code.Path.Length == 0 && !directory.Contains('/', StringComparison.Ordinal) && EntryPath.Name(directory) is "database" or "db" or "sql");
    }

    private InspectedDatabase Describe(string path, DumpSummary summary) =>
        new(path, index.Files[path], summary.Tables.Count, summary.Tables.Sum(table => table.Rows))
        {
            ServerVersion = summary.Traits.ServerVersion,
            Engines = [.. summary.Traits.Engines],
            CharacterSets = [.. summary.Traits.CharacterSets],
            Programs = summary.Traits.Programs,
            Definers = summary.Traits.Definers,
        };

    private InspectedFiles CountFiles(string directory)
    {
        var within = index.Files.Where(file => EntryPath.IsWithin(file.Key, directory)).Select(file => file.Value).ToList();
        return new(directory, within.Count, within.Sum());
    }

    private bool IsAmongFiles(string path) => $"/{path}/" is var p
        && (p.Contains("/wp-content/uploads/", StringComparison.Ordinal)
            || (p.IndexOf("/sites/", StringComparison.Ordinal) is >= 0 and var sites && p.IndexOf("/files/", sites, StringComparison.Ordinal) >= 0)
            || (code is not null && !EntryPath.IsWithin(path, code.Path) && p.StartsWith("/files/", StringComparison.Ordinal)));

    private string SiteDirectory() => settings is not null && EntryPath.Name(EntryPath.Parent(EntryPath.Parent(settings))) == "sites"
        ? EntryPath.Parent(settings)
        : EntryPath.Combine(code!.Served, "sites/default");

    private static bool IsTrue(string? constant) => constant is not null && (constant.Equals("true", StringComparison.OrdinalIgnoreCase) || constant == "1");

    private static string Show(string directory) => directory.Length == 0 ? "(top of the archive)" : directory;

    private static string NameOf(Framework framework) => framework switch
    {
        Framework.WordPress => "WordPress",
        Framework.Drupal7 => "Drupal 7",
        _ => "Drupal (Composer)",
    };
}
