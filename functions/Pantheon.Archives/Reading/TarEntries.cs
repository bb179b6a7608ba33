using System.Formats.Tar;
using System.Runtime.CompilerServices;
using Pantheon.Archives.Gzip;

namespace Pantheon.Archives.Reading;

/// <summary>The entries of a tar, gzip'd or not.</summary>
internal static class TarEntries
{
    private const int BufferSize = 80 * 1024;

    internal static async IAsyncEnumerable<ArchiveEntry> ReadAsync(
        Stream archive, bool gzip, ArchiveLimits limits, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var meter = new ExpansionMeter(limits, archive.Length);
        Stream inner = gzip
            ? new ReadAheadStream(new GunzipStream(archive, leaveOpen: true))
            : new BufferedStream(new NonClosing(archive), BufferSize);
        await using var expanded = new MeteredStream(inner, meter.Count);
        await using var tar = new TarReader(new TarHeaderGuard(expanded));
        while (await NextAsync(tar, cancellationToken) is { } entry)
        {
            meter.CountEntry();
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
                continue;
            var path = EntryPath.Normalise(entry.Name, limits);
            if (path.Length == 0)
                continue;
            if (entry is PaxTarEntry { ExtendedAttributes: var attributes } && attributes.Keys.Any(key => key.StartsWith("GNU.sparse.", StringComparison.Ordinal)))
                throw new NotSupportedException($"'{path}' is stored as a sparse file.");
            meter.CheckEntry(path, entry.Length);
            yield return Entry(entry, path, limits);
        }

        // Read to the end: the gzip trailer with its checksum lies behind the last entry.
        var rest = new byte[BufferSize];
        while (await expanded.ReadAsync(rest, cancellationToken) > 0)
            continue;
    }

    private static async ValueTask<TarEntry?> NextAsync(TarReader tar, CancellationToken cancellationToken)
    {
        try
        {
            return await tar.GetNextEntryAsync(copyData: false, cancellationToken);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            // The platform's reader lets through what its parsing of sizes and times throws.
            throw new InvalidDataException("The header of an entry holds a number that can't be read.", e);
        }
    }

    private static ArchiveEntry Entry(TarEntry entry, string path, ArchiveLimits limits)
    {
        var kind = entry.EntryType switch
        {
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => EntryKind.File,
            TarEntryType.Directory or TarEntryType.DirectoryList => EntryKind.Directory,
            TarEntryType.SymbolicLink => EntryKind.SymbolicLink,
            TarEntryType.HardLink => EntryKind.HardLink,
            _ => throw EntryPath.Unsafe(entry.Name, $"is a {entry.EntryType}, neither a file nor a directory nor a link"),
        };
        var target = kind switch
        {
            EntryKind.SymbolicLink => EntryPath.Resolve(path, entry.LinkName) is null
                ? throw EntryPath.Unsafe(entry.Name, "is a link that leads out of the archive")
                : entry.LinkName,
            EntryKind.HardLink => EntryPath.Normalise(entry.LinkName, limits) is { Length: > 0 } linked
                ? linked
                : throw EntryPath.Unsafe(entry.Name, "is a link to the archive itself"),
            _ => null,
        };
        return new ArchiveEntry(() => Content(entry))
        {
            Path = path,
            Kind = kind,
            Length = kind == EntryKind.File ? entry.Length : 0,
            Mode = entry.Mode & (UnixFileMode)0b111_111_111,
            ModifiedAt = entry.ModificationTime,
            LinkTarget = target,
        };
    }

    /// <summary>An entry's content. The platform's stream just ends where the archive is cut short, as if nothing were missing.</summary>
    private static MeteredStream Content(TarEntry entry)
    {
        long length = 0;
        return new MeteredStream(entry.DataStream ?? Stream.Null, bytes =>
        {
            length += bytes.Length;
            if (bytes.IsEmpty && length < entry.Length)
                throw new EndOfStreamException();
        });
    }

    /// <summary>The caller's stream behind one that may be disposed.</summary>
    private sealed class NonClosing(Stream inner) : ReadOnlyStream
    {
        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer, cancellationToken);
    }
}
