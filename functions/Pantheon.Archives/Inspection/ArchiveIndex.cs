using System.Text;
using Pantheon.Archives.Gzip;
using Pantheon.Archives.Reading;
using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Inspection;

/// <summary>All paths of an archive, the texts of its few telling files, and what its dumps hold: gathered in one forward pass.</summary>
internal sealed class ArchiveIndex
{
    private const int MaxText = 4 << 20;

    private static readonly string[] TellingEnds =
    [
        "/wp-includes/version.php", "/includes/bootstrap.inc", "/core/lib/Drupal.php", "/wp-config.php", "/settings.php",
        "/composer.json", "/composer.lock", "/MANIFEST.ini", "/MANIFEST.yml",
    ];

    private readonly Dictionary<string, long> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> directories = new(StringComparer.Ordinal) { string.Empty };

    /// <summary>Files by path with their sizes; of an entry that comes twice the later counts.</summary>
    internal IReadOnlyDictionary<string, long> Files => files;

    internal IReadOnlySet<string> Directories => directories;

    internal Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, DumpSummary> Dumps { get; } = new(StringComparer.Ordinal);

    internal List<string> Links { get; } = [];

    internal long Entries { get; private set; }

    internal static async Task<ArchiveIndex> ReadAsync(
        Stream archive, ArchiveLimits limits, Func<long, string, ValueTask>? progress, CancellationToken cancellationToken)
    {
        var index = new ArchiveIndex();
        await foreach (var entry in ArchiveReader.ReadAsync(archive, limits, cancellationToken))
        {
            await index.AddAsync(entry, limits, cancellationToken);
            if (progress is not null)
                await progress(index.Entries, entry.Path);
        }

        return index;
    }

    private async Task AddAsync(ArchiveEntry entry, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        Entries++;
        AddDirectories(entry.Kind == EntryKind.Directory ? entry.Path : EntryPath.Parent(entry.Path));
        if (entry.Kind is EntryKind.SymbolicLink or EntryKind.HardLink)
            Links.Add(entry.Path);
        if (entry.Kind == EntryKind.HardLink && files.TryGetValue(entry.LinkTarget!, out var linked))
            files[entry.Path] = linked;
        if (entry.Kind != EntryKind.File)
            return;

        files[entry.Path] = entry.Length;
        if (DumpFile.IsCandidate(entry.Path))
        {
            // A packed one within the archive expands by itself.
            var meter = new ExpansionMeter(limits, entry.Length);
            using var head = new MemoryStream();
            var file = await DumpFile.OpenAsync(entry.Open(), cancellationToken);
            await using var dump = new MeteredStream(file, bytes =>
            {
                meter.Count(bytes);
                head.Write(bytes[..(int)Math.Min(bytes.Length, DumpTraits.HeaderBytes - head.Length)]);
            });
            Dumps[entry.Path] = await ReadDumpAsync(entry.Path, dump, isPacked: file is GunzipStream, cancellationToken);
            Dumps[entry.Path].Traits.LookAtHeader(head.GetBuffer().AsSpan(0, (int)head.Length));
        }
        else if (entry.Length <= MaxText && Array.Exists(TellingEnds, end => $"/{entry.Path}".EndsWith(end, StringComparison.Ordinal)))
        {
            using var text = new StreamReader(entry.Open(), Encoding.UTF8);
            Texts[entry.Path] = await text.ReadToEndAsync(cancellationToken);
        }
    }

    // A .sql file that belongs to a module need not be a dump: whether its errors matter is decided when the dump is chosen.
    private static async Task<DumpSummary> ReadDumpAsync(string path, Stream dump, bool isPacked, CancellationToken cancellationToken)
    {
        var summary = new DumpSummary();
        using var reader = new SqlStatementReader(dump);
        try
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var statement = summary.Add(reader.Statement.Span);
                summary.Refusal ??= await DumpGuard.RefusalOfAsync(reader, statement, cancellationToken);
            }
        }
        catch (ArchiveException e)
        {
            summary.Fault = e;
        }
        catch (InvalidDataException e) when (isPacked)
        {
            summary.Fault = new ArchiveException(FindingCode.DatabaseTruncated, $"The dump '{path}' can't be expanded: {e.Message}", e);
        }

        return summary;
    }

    private void AddDirectories(string directory)
    {
        while (directories.Add(directory))
            directory = EntryPath.Parent(directory);
    }
}
