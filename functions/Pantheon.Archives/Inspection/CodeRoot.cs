using System.Text.RegularExpressions;
using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Inspection;

/// <summary>A directory that holds a site's code.</summary>
/// <param name="Path">The directory that becomes the repository's root.</param>
/// <param name="DocumentRoot">The served directory below it; empty where they are the same.</param>
/// <param name="Framework">What the code is.</param>
/// <param name="Version">Its version; null where it can't be read.</param>
internal sealed partial record CodeRoot(string Path, string DocumentRoot, Framework Framework, string? Version)
{
    private static readonly string[] WordPress = ["wp-admin", "wp-includes", "wp-content"];
    private static readonly string[] Drupal7 = ["includes", "misc", "modules", "profiles", "scripts", "sites", "themes"];
    private static readonly string[] Drupal8 = ["core", "modules", "profiles", "sites", "themes"];

    internal string Served => DocumentRoot.Length == 0 ? Path : EntryPath.Combine(Path, DocumentRoot);

    /// <summary>All code roots of an archive, outermost first.</summary>
    internal static List<CodeRoot> FindAll(ArchiveIndex index)
    {
        var roots = index.Directories
            .Where(directory => EntryPath.Name(directory) is "wp-includes" or "includes" or "core")
            .Select(EntryPath.Parent)
            .Distinct(StringComparer.Ordinal)
            .Select(directory => Recognise(index, directory))
            .OfType<CodeRoot>()
            .ToList();
        if (roots.Count == 0)
            roots.AddRange(index.Texts.Keys.Where(path => EntryPath.Name(path) == "composer.json").Select(path => RecogniseProject(index, path)).OfType<CodeRoot>());
        return [.. roots.OrderBy(root => root.Path.Count(c => c == '/'))
            .ThenBy(root => root.Path, StringComparer.Ordinal)];
    }

    private static CodeRoot? Recognise(ArchiveIndex index, string directory)
    {
        bool HasAll(string[] names) => Array.TrueForAll(names, name => index.Directories.Contains(EntryPath.Combine(directory, name)));
        string? TextOf(string name) => index.Texts.GetValueOrDefault(EntryPath.Combine(directory, name));

        if (HasAll(WordPress))
            return new(directory, string.Empty, Framework.WordPress, Match(WordPressVersion(), TextOf("wp-includes/version.php")));
        if (TextOf("includes/bootstrap.inc") is { } bootstrap && HasAll(Drupal7))
            return new(directory, string.Empty, Framework.Drupal7, Match(Drupal7Version(), bootstrap));
        if (TextOf("core/lib/Drupal.php") is { } drupal && HasAll(Drupal8))
            return Composer(index, directory, Match(Drupal8Version(), drupal));
        return null;
    }

    // A project whose core is not in the archive, but brought by Composer.
    private static CodeRoot? RecogniseProject(ArchiveIndex index, string composerPath)
    {
        var project = EntryPath.Parent(composerPath);
        var served = Array.Find(["web", "docroot", string.Empty], name => index.Directories.Contains(EntryPath.Combine(EntryPath.Combine(project, name).TrimEnd('/'), "sites")));
        if (served is null || !index.Texts[composerPath].Contains("\"drupal/core", StringComparison.Ordinal))
            return null;
        return new(project, served, Framework.DrupalComposer, Match(LockedCore(), index.Texts.GetValueOrDefault(EntryPath.Combine(project, "composer.lock"))));
    }

    private static CodeRoot Composer(ArchiveIndex index, string directory, string? version)
    {
        var parent = EntryPath.Parent(directory);
        var isBelowProject = directory.Length > 0 && index.Files.ContainsKey(EntryPath.Combine(parent, "composer.json"));
        return isBelowProject
            ? new(parent, EntryPath.Name(directory), Framework.DrupalComposer, version)
            : new(directory, string.Empty, Framework.DrupalComposer, version);
    }

    private static string? Match(Regex pattern, string? text) =>
        text is not null && pattern.Match(text) is { Success: true } match ? match.Groups["version"].Value : null;

    [GeneratedRegex("""\$wp_version\s*=\s*['"](?<version>[^'"]{1,32})['"]""", RegexOptions.None, 1000)]
    private static partial Regex WordPressVersion();

    [GeneratedRegex("""define\(\s*'VERSION'\s*,\s*'(?<version>7[^']{0,31})'""", RegexOptions.None, 1000)]
    private static partial Regex Drupal7Version();

    [GeneratedRegex("""["]name"\s*:\s*"drupal/core",\s*"version"\s*:\s*"v?(?<version>[^"]{1,32})["]""", RegexOptions.None, 1000)]
    private static partial Regex LockedCore();

    [GeneratedRegex("""const\s+VERSION\s*=\s*'(?<version>[^']{1,32})'""", RegexOptions.None, 1000)]
    private static partial Regex Drupal8Version();
}
