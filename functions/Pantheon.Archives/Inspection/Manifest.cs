using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Inspection;

/// <summary>
/// MANIFEST.ini as Drush 4 to 8 and Backup and Migrate write it, or MANIFEST.yml of Drush 11: sections of keys.
/// Keys of before the first section, and all of a .yml, are in the section with the empty name.
/// </summary>
internal sealed class Manifest
{
    private readonly Dictionary<string, Dictionary<string, string>> sections = new(StringComparer.Ordinal);
    private readonly bool isYaml;

    private Manifest(bool isYaml) => this.isYaml = isYaml;

    /// <summary>What made the archive, as an inspection names it.</summary>
    internal string Layout =>
        isYaml ? "archiveDump"
        : Find("Global", "generator")?.Contains("Backup and Migrate", StringComparison.Ordinal) == true ? "backupAndMigrate"
        : "drush";

    /// <summary>The outermost one of an archive; null where it has none.</summary>
    /// <param name="texts">The archive's texts by their paths.</param>
    internal static Manifest? FindIn(IReadOnlyDictionary<string, string> texts)
    {
        var path = texts.Keys
            .Where(path => EntryPath.Name(path) is "MANIFEST.ini" or "MANIFEST.yml")
            .OrderBy(path => path.Count(c => c == '/'))
            .FirstOrDefault();
        return path is null ? null : Parse(texts[path], path.EndsWith(".yml", StringComparison.Ordinal));
    }

    private static Manifest Parse(string text, bool isYaml)
    {
        var manifest = new Manifest(isYaml);
        var section = manifest.Section(string.Empty);
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is ';' or '#')
                continue;
            if (line is ['[', .. var name, ']'])
                section = manifest.Section(name.Trim());
            else if (line.IndexOfAny(['=', ':']) is > 0 and var split)
                section[line[..split].Trim()] = line[(split + 1)..].Trim().Trim('"', '\'');
        }

        return manifest;
    }

    internal string? Find(string section, string key) => sections.GetValueOrDefault(section)?.GetValueOrDefault(key);

    /// <summary>The sections that tell of a site: all but [Global].</summary>
    internal IReadOnlyList<string> Sites => [.. sections.Keys.Where(name => name.Length > 0 && name != "Global")];

    /// <summary>A site's dump. Drush and Backup and Migrate order the words differently.</summary>
    internal string? DumpOf(string site) => Find(site, "database-default-file") ?? Find(site, "database-file-default");

    /// <summary>A site's database driver.</summary>
    internal string? DriverOf(string site) => Find(site, "database-default-driver") ?? Find(site, "database-file-driver");

    private Dictionary<string, string> Section(string name)
    {
        if (!sections.TryGetValue(name, out var section))
            sections[name] = section = new(StringComparer.Ordinal);
        return section;
    }
}
