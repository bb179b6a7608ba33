using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Inspection.Choices;

/// <summary>Finds the dump of the site's database.</summary>
internal sealed class DumpChoice(ArchiveIndex index, Manifest? manifest, Findings findings)
{
    /// <summary>Its path; null, with an error, where there is none or more than one.</summary>
    internal string? Choose(CodeRoot? code)
    {
        foreach (var site in manifest?.Sites ?? [])
        {
            if (manifest!.DriverOf(site) is { Length: > 0 } driver && driver is not ("mysql" or "mysqli"))
                findings.Error(FindingCode.DatabaseUnsupportedDriver, $"The site runs on '{driver}'; only MySQL and MariaDB can be imported.");
        }

        var real = index.Dumps.Where(dump => dump.Value.Tables.Count > 0 || dump.Value.Fault is not null).Select(dump => dump.Key).ToList();
        var outside = real.Where(path => !FilesChoice.IsAmongFiles(path, code) && (code is null || code.Path.Length == 0 || !EntryPath.IsWithin(path, code.Path))).ToList();
        var chosen = code is { Path.Length: > 0 } && outside.Count > 0 ? outside : [.. real.Where(path => IsPlausiblyADump(path, code))];
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
    private static bool IsPlausiblyADump(string path, CodeRoot? code)
    {
        if (FilesChoice.IsAmongFiles(path, code))
            return false;
        if (code is null || !EntryPath.IsWithin(path, code.Path))
            return true;
        var directory = EntryPath.Parent(path);
        return directory == code.Path || directory == code.Served || directory == EntryPath.Combine(code.Path, "wp-content")
            || (code.Path.Length == 0 && !directory.Contains('/', StringComparison.Ordinal) && EntryPath.Name(directory) is "database" or "db" or "sql");
    }
}
