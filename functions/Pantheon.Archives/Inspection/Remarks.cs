using Pantheon.Archives.Reading;
using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Inspection;

/// <summary>What the owner of an archive should know of it, though it can be imported as it is.</summary>
internal sealed class Remarks(ArchiveIndex index, Findings findings)
{
    /// <summary>Above this a platform's file system becomes slow to list.</summary>
    private const int CrowdedDirectory = 50_000;

    internal void Add(CodeRoot? code, string? files, string? dump)
    {
        if (files is not null)
            AddFiles(files);
        AddNames();
        AddLeftovers(code, dump);
        if (dump is not null)
            AddDatabase(index.Dumps[dump].Traits);
    }

    private void AddFiles(string files)
    {
        foreach (var crowd in index.Files.Keys.Where(path => EntryPath.IsWithin(path, files)).GroupBy(EntryPath.Parent).Where(group => group.Count() > CrowdedDirectory))
            findings.Warn(FindingCode.FilesCrowded, $"It holds {crowd.Count():N0} files; above {CrowdedDirectory:N0} the platform becomes slow, above 100,000 it refuses to write.", crowd.Key);
        foreach (var link in index.Links.Where(path => EntryPath.IsWithin(path, files) && !index.Files.ContainsKey(path)).Take(20))
            findings.Warn(FindingCode.FilesLink, "The platform's file system has no links. Put a copy in its place.", link);
    }

    // Both are imported as they are: the platform's file systems tell case apart, and take any name.
    private void AddNames()
    {
        const int Shown = 10;
        var alike = index.Files.Keys.GroupBy(path => path, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any()).SelectMany(group => group).ToList();
        if (alike.Count > 0)
            findings.Warn(FindingCode.CaseCollision, $"{alike.Count:N0} files are affected. On computers that don't tell case apart one hides the other.", alike.Order(StringComparer.Ordinal).Take(Shown));
        var undecodable = index.Files.Keys.Where(path => path.Contains('\uFFFD', StringComparison.Ordinal)).ToList();
        if (undecodable.Count > 0)
            findings.Warn(
                FindingCode.NameEncoding, $"{undecodable.Count:N0} files are affected: what is no UTF-8 in their names becomes \uFFFD, and links to them break. Rename them on the old site.",
                undecodable.Order(StringComparer.Ordinal).Take(Shown));
    }

    private void AddLeftovers(CodeRoot? code, string? dump)
    {
        static string Show(InspectedFile file) => $"{file.Path} ({file.Bytes / 1_000_000.0:N1} MB)";
        if (Leftovers.Backups(index, dump) is { Count: > 0 } backups)
            findings.Warn(FindingCode.Backups, "They are imported with the site and make every step longer. Leave them out if the site does not offer them to its visitors.", backups.Select(Show));
        if (code is not null && Leftovers.Caches(index, code.Served) is { Count: > 0 } caches)
            findings.Note(FindingCode.Caches, "The site makes them anew by itself; they can be left out.", caches.Select(Show));
        if (code is { Framework: Framework.DrupalComposer } && !index.Directories.Contains(EntryPath.Combine(code.Served, "core")))
            findings.Note(FindingCode.CodeWithoutCore, "It is brought by `composer install`, which the platform runs.", code.Path.Length == 0 ? [] : [code.Path]);
    }

    private void AddDatabase(DumpTraits traits)
    {
        if (traits.Engines.Where(engine => engine.Equals("MyISAM", StringComparison.OrdinalIgnoreCase) || engine.Equals("Aria", StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } engines)
            findings.Note(FindingCode.DatabaseEngine, $"The platform runs InnoDB; tables of {string.Join(" and ", engines)} are changed on the way.");
        if (traits.Collations.Where(collation => collation.Contains("_0900_", StringComparison.Ordinal)).ToList() is { Count: > 0 } collations)
            findings.Note(FindingCode.DatabaseCollation, $"MariaDB does not know {string.Join(", ", collations)}; utf8mb4_unicode_ci takes their place.");
        if (traits.Programs > 0)
            findings.Note(
                FindingCode.DatabasePrograms,
                $"{traits.Programs} views, triggers or routines are imported{(traits.Definers > 0 ? $"; the accounts of the old server that {traits.Definers} of them name are left out" : string.Empty)}.");
    }
}
