using System.Formats.Tar;
using System.IO.Compression;

namespace Pantheon.Testing;

/// <summary>Writes entries as tar or zip: the same entries give the same bytes.</summary>
public static class ArchiveContainer
{
    private const int UnixLink = 0xA000;
    private const int UnixDirectory = 0x4000;
    private const int UnixFile = 0x8000;
    private static readonly DateTimeOffset Modified = new(2026, 11, 2, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Writes to <paramref name="target"/>, which stays open.</summary>
    public static async Task WriteAsync(
        Stream target,
        IEnumerable<ArchiveEntry> entries,
        ArchiveFormat format,
        TarEntryFormat tarFormat = TarEntryFormat.Gnu,
        CancellationToken cancellationToken = default)
    {
        switch (format)
        {
            case ArchiveFormat.Zip:
                await WriteZipAsync(target, entries, cancellationToken);
                break;
            case ArchiveFormat.Tar:
                await WriteTarAsync(target, entries, tarFormat, cancellationToken);
                break;
            default:
                await using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
                    await WriteTarAsync(gzip, entries, tarFormat, cancellationToken);
                break;
        }
    }

    private static async Task WriteTarAsync(Stream target, IEnumerable<ArchiveEntry> entries, TarEntryFormat format, CancellationToken cancellationToken)
    {
        await using var tar = new TarWriter(target, format, leaveOpen: true);
        foreach (var entry in entries)
            await tar.WriteEntryAsync(ToTar(entry, format), cancellationToken);
    }

    private static TarEntry ToTar(ArchiveEntry entry, TarEntryFormat format)
    {
        var type = entry.IsDirectory ? TarEntryType.Directory : entry.IsFile ? TarEntryType.RegularFile : TarEntryType.SymbolicLink;
        TarEntry tar = format switch
        {
            TarEntryFormat.Pax => new PaxTarEntry(type, entry.Path),
            TarEntryFormat.Ustar => new UstarTarEntry(type, entry.Path),
            _ => new GnuTarEntry(type, entry.Path) { AccessTime = Modified, ChangeTime = Modified },
        };
        tar.ModificationTime = Modified;
        tar.Mode = entry.Mode;
        if (entry.LinkTarget is not null)
            tar.LinkName = entry.LinkTarget;
        if (entry.IsFile)
            tar.DataStream = new MemoryStream(entry.Content, writable: false);
        return tar;
    }

    private static async Task WriteZipAsync(Stream target, IEnumerable<ArchiveEntry> entries, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (var entry in entries)
        {
            var part = zip.CreateEntry(entry.Path, CompressionLevel.Fastest);
            part.LastWriteTime = Modified;
            var type = entry.IsDirectory ? UnixDirectory : entry.IsFile ? UnixFile : UnixLink;
            part.ExternalAttributes = (type | (int)entry.Mode) << 16;
            await using var content = await part.OpenAsync(cancellationToken);
            await content.WriteAsync(entry.LinkTarget is null ? entry.Content : System.Text.Encoding.UTF8.GetBytes(entry.LinkTarget), cancellationToken);
        }
    }
}
