using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Inspection.Choices;

/// <summary>Finds the files that the site's people uploaded.</summary>
internal sealed class FilesChoice(ArchiveIndex index, Manifest? manifest, Findings findings)
{
    /// <summary>Their directory; null, with a warning, where there is none.</summary>
    internal string? Choose(CodeRoot? code, string? settings)
    {
        var candidates = new SortedSet<string>(StringComparer.Ordinal);
        if (code?.Framework == Framework.WordPress)
            AddIfThere(EntryPath.Combine(code.Path, "wp-content/uploads"));
        else if (code is not null)
            AddIfThere(EntryPath.Combine(SiteDirectory(code, settings), "files"));
        foreach (var site in manifest?.Sites ?? [])
        {
            // Relative to the docroot as Drush writes it, to the archive as Backup and Migrate does.
            if (code is not null && manifest!.Find(site, "files-public") is { Length: > 0 } declared)
                AddIfThere(manifest.Layout == "backupAndMigrate" ? declared.Trim('/') : EntryPath.Combine(code.Served, declared.Trim('/')));
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

    /// <summary>Whether a path is one of uploaded files, in whatever site.</summary>
    internal static bool IsAmongFiles(string path, CodeRoot? code) => $"/{path}/" is var p
        && (p.Contains("/wp-content/uploads/", StringComparison.Ordinal)
            || (p.IndexOf("/sites/", StringComparison.Ordinal) is >= 0 and var sites && p.IndexOf("/files/", sites, StringComparison.Ordinal) >= 0)
            || (code is not null && !EntryPath.IsWithin(path, code.Path) && p.StartsWith("/files/", StringComparison.Ordinal)));

    private static string SiteDirectory(CodeRoot code, string? settings) =>
        settings is not null && EntryPath.Name(EntryPath.Parent(EntryPath.Parent(settings))) == "sites"
            ? EntryPath.Parent(settings)
            : EntryPath.Combine(code.Served, "sites/default");
}
