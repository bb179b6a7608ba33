using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace Pantheon.Archives.Reading;

/// <summary>The entries of a zip, in the order of its directory.</summary>
internal static class ZipEntries
{
    private const int TypeMask = 0xF000;
    private const int FileType = 0x8000;
    private const int DirectoryType = 0x4000;
    private const int LinkType = 0xA000;
    private const int DosDirectory = 0x10;
    private const int MaxLinkLength = 4096;

    internal static async IAsyncEnumerable<ArchiveEntry> ReadAsync(
        Stream archive, ArchiveLimits limits, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var meter = new ExpansionMeter(limits, archive.Length);
        await using var zip = await ZipArchive.CreateAsync(
            new ZipSource(archive), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8, cancellationToken);
        foreach (var entry in zip.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            meter.CountEntry();
            var path = EntryPath.Normalise(entry.FullName, limits);
            if (path.Length == 0)
                continue;
            if (entry.IsEncrypted)
                throw new ArchiveException(FindingCode.Format, $"The zip is encrypted ('{path}'). Make it again without a password.");
            // 64 bits, as the directory tells them: the platform's reader takes the highest for a sign.
            if (entry.Length < 0)
                throw new InvalidDataException($"'{path}' has an impossible length.");
            meter.CheckEntry(path, entry.Length);
            yield return await EntryAsync(entry, path, meter, cancellationToken);
        }
    }

    private static async Task<ArchiveEntry> EntryAsync(
        ZipArchiveEntry entry, string path, ExpansionMeter meter, CancellationToken cancellationToken)
    {
        var unix = entry.ExternalAttributes >> 16;
        var type = unix & TypeMask;
        if (type is not (0 or FileType or DirectoryType or LinkType))
            throw EntryPath.Unsafe(entry.FullName, "is neither a file nor a directory nor a link");
        var isDirectory = entry.FullName.EndsWith('/') || type == DirectoryType || (type == 0 && (entry.ExternalAttributes & DosDirectory) != 0);
        var isLink = !isDirectory && type == LinkType;
        var permissions = (UnixFileMode)(unix & 0b111_111_111);
        return new ArchiveEntry(() => new MeteredStream(entry.Open(), new ZipContentCheck(entry, meter).Take))
        {
            Path = path,
            Kind = isDirectory ? EntryKind.Directory : isLink ? EntryKind.SymbolicLink : EntryKind.File,
            Length = isDirectory || isLink ? 0 : entry.Length,
            Mode = permissions != UnixFileMode.None ? permissions : isDirectory ? DirectoryMode : FileMode,
            ModifiedAt = entry.LastWriteTime,
            LinkTarget = isLink ? await LinkTargetAsync(entry, path, meter, cancellationToken) : null,
        };
    }

    private static async Task<string> LinkTargetAsync(
        ZipArchiveEntry entry, string path, ExpansionMeter meter, CancellationToken cancellationToken)
    {
        if (entry.Length > MaxLinkLength)
            throw EntryPath.Unsafe(entry.FullName, "is a link with an overlong target");
        await using var content = new MeteredStream(await entry.OpenAsync(cancellationToken), new ZipContentCheck(entry, meter).Take);
        using var reader = new StreamReader(content, Encoding.UTF8);
        var target = await reader.ReadToEndAsync(cancellationToken);
        return EntryPath.Resolve(path, target) is null
            ? throw EntryPath.Unsafe(entry.FullName, "is a link that leads out of the archive")
            : target;
    }

    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode DirectoryMode = FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
}
