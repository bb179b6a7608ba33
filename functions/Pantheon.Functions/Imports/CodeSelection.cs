using Pantheon.Archives;
using Pantheon.Archives.Inspection;
using Pantheon.Archives.Reading;

namespace Pantheon.Functions.Imports;

/// <summary>Which entries of an archive are the site's code, and as which paths of the repository.</summary>
public sealed class CodeSelection(ArchiveInspection inspection)
{
    private static readonly HashSet<string> VersionControl = new(StringComparer.OrdinalIgnoreCase) { ".git", ".svn", ".hg", ".bzr", "CVS" };

    private readonly string root = inspection.CodeRoot ?? throw new ArgumentException("The archive has no code.", nameof(inspection));

    /// <summary>The entry's path in the repository; null where it is no code.</summary>
    public string? PathOf(ArchiveEntry entry)
    {
        if (!EntryPath.IsWithin(entry.Path, root) || entry.Path == root)
            return null;
        if (inspection.Files is { } files && EntryPath.IsWithin(entry.Path, files.Path))
            return null;
        if (entry.Path == inspection.Database?.Path || HoldsCredentials(entry.Path))
            return null;
        var path = EntryPath.RelativeTo(entry.Path, root);
        if (path is "MANIFEST.ini" or "MANIFEST.yml" || path.Split('/').Any(VersionControl.Contains))
            return null;
        return path;
    }

    /// <summary>Whether a file of the code is known to hold passwords: it is kept aside, out of the repository.</summary>
    public bool HoldsCredentials(string path)
    {
        if (path == inspection.SettingsPath)
            return true;
        if (!EntryPath.IsWithin(path, root))
            return false;
        var name = EntryPath.Name(path);
        if (name is ".env" or ".my.cnf" or ".htpasswd" || (name.StartsWith(".env.", StringComparison.Ordinal) && name != ".env.example"))
            return true;
        return inspection.Framework == Framework.WordPress
            ? EntryPath.Parent(path) == root && name.StartsWith("wp-config", StringComparison.Ordinal) && name != "wp-config-sample.php"
            : name is "settings.php" or "settings.local.php" or "local.settings.php"
                && EntryPath.Name(EntryPath.Parent(EntryPath.Parent(path))) == "sites";
    }
}
