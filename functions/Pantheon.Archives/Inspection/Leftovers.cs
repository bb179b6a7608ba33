using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Inspection;

/// <summary>What an archive holds that a site does not need: old backups, caches. It makes every later step longer.</summary>
internal static class Leftovers
{
    private const long SmallestBackup = 1 << 20;

    private static readonly string[] BackupEnds =
        [".tar.gz", ".tgz", ".tar", ".tar.bz2", ".zip", ".rar", ".7z", ".wpress", ".sql", ".sql.gz", ".bak", ".jpa", ".daf"];

    private static readonly string[] CacheDirectories =
        ["wp-content/cache", "wp-content/uploads/cache", "wp-content/et-cache", "sites/default/files/css", "sites/default/files/js", "sites/default/files/php", "sites/default/files/styles"];

    /// <summary>Archives and dumps of a size that matters, largest first.</summary>
    internal static IReadOnlyList<InspectedFile> Backups(ArchiveIndex index, string? dump) => Largest(index.Files
        .Where(file => file.Value >= SmallestBackup && file.Key != dump && Array.Exists(BackupEnds, end => file.Key.EndsWith(end, StringComparison.OrdinalIgnoreCase))));

    /// <summary>Directories that hold what a site makes anew by itself, below its served directory.</summary>
    internal static IReadOnlyList<InspectedFile> Caches(ArchiveIndex index, string served) => [.. CacheDirectories
        .Select(directory => EntryPath.Combine(served, directory))
        .Where(index.Directories.Contains)
        .Select(directory => new InspectedFile(directory, index.Files.Where(file => EntryPath.IsWithin(file.Key, directory)).Sum(file => file.Value)))
        .Where(directory => directory.Bytes >= SmallestBackup)];

    /// <summary>The largest files.</summary>
    internal static IReadOnlyList<InspectedFile> Largest(IEnumerable<KeyValuePair<string, long>> files) =>
        [.. files.OrderByDescending(file => file.Value).ThenBy(file => file.Key, StringComparer.Ordinal).Take(10).Select(file => new InspectedFile(file.Key, file.Value))];
}
