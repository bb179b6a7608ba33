using Pantheon.Archives.Inspection.Choices;
using Pantheon.Archives.Php;
using Pantheon.Archives.Reading;
using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Inspection;

/// <summary>What of an indexed archive is imported, and what stands against it.</summary>
internal sealed class Judgement
{
    private readonly ArchiveIndex index;
    private readonly Findings findings = new();
    private readonly string layout;
    private readonly CodeRoot? code;
    private readonly string? settings;
    private readonly string? files;
    private readonly string? dump;

    internal Judgement(ArchiveIndex index, Framework? expected)
    {
        this.index = index;
        var manifest = Manifest.FindIn(index.Texts);
        layout = manifest?.Layout ?? LayoutWithoutManifest(index.Directories);
        code = new CodeChoice(index, manifest, findings).Choose(expected);
        settings = code is null ? null : new SettingsChoice(index, manifest, findings).Choose(code);
        files = new FilesChoice(index, manifest, findings).Choose(code, settings);
        dump = new DumpChoice(index, manifest, findings).Choose(code);
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

    private static string LayoutWithoutManifest(IReadOnlySet<string> directories) =>
        directories.Contains("code") && (directories.Contains("database") || directories.Contains("files")) ? "parts" : "site";

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
}
