using System.Formats.Tar;
using System.IO.Compression;
using Microsoft.Extensions.Options;
using Pantheon.Archives;
using Pantheon.Archives.Reading;
using Pantheon.Functions.Imports;

namespace Pantheon.Functions.Platforms.Remote;

/// <summary>Makes the parts of an archive that is too large for one piece: the database's dump and the files, each packed.</summary>
public sealed class PantheonParts(IOptions<PlatformOptions> options, ArchiveLimits limits)
{
    internal const string Database = "database.sql.gz";
    internal const string Files = "files.tar.gz";

    /// <summary>Makes the parts, before anything of the site is changed.</summary>
    /// <exception cref="ArchiveException">archive.tooLarge: a part is too large by itself.</exception>
    internal async Task MakeAsync(SiteImport import, CancellationToken cancellationToken)
    {
        Check("database", await import.Parts!.MakeAsync(Database, (to, token) => WriteDatabaseAsync(import, to, token), cancellationToken));
        if (import.Inspection!.Files is not null)
            Check("files", await import.Parts.MakeAsync(Files, (to, token) => WriteFilesAsync(import, to, token), cancellationToken));
    }

    private void Check(string what, long bytes)
    {
        if (bytes > options.Value.Pantheon.MaxArchiveBytes)
            throw new ArchiveException(
                FindingCode.TooLarge,
                $"Its {what} alone, packed, have {bytes:N0} bytes; the platform imports at most {options.Value.Pantheon.MaxArchiveBytes:N0} of each part. Leave out caches, "
                + "logs and old backups.");
    }

    private async Task WriteDatabaseAsync(SiteImport import, Stream to, CancellationToken cancellationToken)
    {
        await using var archive = await import.OpenArchive(cancellationToken);
        await using var dump = await ArchivedDump.OpenAsync(archive, import, limits, cancellationToken);
        await using var gzip = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true);
        await ArchivedDump.WriteAsync(dump, gzip, import, cancellationToken);
    }

    // Links are left out, but for those to another file of them: none may lead anywhere.
    private async Task WriteFilesAsync(SiteImport import, Stream to, CancellationToken cancellationToken)
    {
        var (files, done) = (import.Inspection!.Files!, 0L);
        await using var archive = await import.OpenArchive(cancellationToken);
        await using var gzip = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax, leaveOpen: true);
        await foreach (var entry in ArchiveReader.ReadAsync(archive, limits, cancellationToken))
        {
            if (!EntryPath.IsWithin(entry.Path, files.Path) || entry.Path == files.Path)
                continue;
            var path = EntryPath.RelativeTo(entry.Path, files.Path);
            switch (entry.Kind)
            {
                case EntryKind.Directory:
                    await tar.WriteEntryAsync(Entry(TarEntryType.Directory, path, entry), cancellationToken);
                    break;
                case EntryKind.File:
                    await using (var content = new MeasuredStream(entry.Open(), entry.Length))
                        await tar.WriteEntryAsync(Entry(TarEntryType.RegularFile, path, entry, content), cancellationToken);
                    await import.Report(new(++done, files.Count, "files", path));
                    break;
                case EntryKind.HardLink when EntryPath.IsWithin(entry.LinkTarget!, files.Path) && entry.LinkTarget != files.Path:
                    await tar.WriteEntryAsync(Entry(TarEntryType.HardLink, path, entry, to: EntryPath.RelativeTo(entry.LinkTarget!, files.Path)), cancellationToken);
                    break;
            }
        }
    }

    private static PaxTarEntry Entry(TarEntryType type, string path, ArchiveEntry of, Stream? content = null, string? to = null)
    {
        var entry = new PaxTarEntry(type, path) { Mode = of.Mode, ModificationTime = of.ModifiedAt, DataStream = content };
        if (to is not null)
            entry.LinkName = to;
        return entry;
    }
}
