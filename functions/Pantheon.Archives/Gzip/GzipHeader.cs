using System.Buffers.Binary;
using System.IO.Hashing;

namespace Pantheon.Archives.Gzip;

/// <summary>What stands before a gzip's content (RFC 1952, 2.3). Nothing in it is of use here but its length.</summary>
internal static class GzipHeader
{
    private const int FixedBytes = 10;
    private const int Deflate = 8;

    [Flags]
    private enum Parts
    {
        Text = 1 << 0,
        HeaderChecksum = 1 << 1,
        ExtraField = 1 << 2,
        Name = 1 << 3,
        Comment = 1 << 4,
        All = Text | HeaderChecksum | ExtraField | Name | Comment,
    }

    /// <summary>Whether a file begins like a gzip, as far as it is there.</summary>
    internal static bool Begins(ReadOnlySpan<byte> file) => file is [0x1F] or [0x1F, 0x8B, ..];

    /// <summary>The header's length in bytes; null where its end is not there yet.</summary>
    /// <param name="file">From its beginning, which is that of a gzip.</param>
    /// <exception cref="InvalidDataException">It is packed in a way that isn't known, or damaged.</exception>
    internal static int? Measure(ReadOnlySpan<byte> file)
    {
        if (file.Length < FixedBytes)
            return null;
        var parts = (Parts)file[3];
        if (file[2] != Deflate || (parts | Parts.All) != Parts.All)
            throw new InvalidDataException("The file is a gzip of a kind that isn't known.");
        int? length = FixedBytes;
        if (parts.HasFlag(Parts.ExtraField))
            length = file.Length < length + 2 ? null : length + 2 + BinaryPrimitives.ReadUInt16LittleEndian(file[length.Value..]);
        if (parts.HasFlag(Parts.Name))
            length = BehindZero(file, length);
        if (parts.HasFlag(Parts.Comment))
            length = BehindZero(file, length);
        if (parts.HasFlag(Parts.HeaderChecksum))
            length = BehindChecksum(file, length);
        return length <= file.Length ? length : null;
    }

    private static int? BehindChecksum(ReadOnlySpan<byte> file, int? start)
    {
        if (start is not { } length || file.Length < length + 2)
            return null;
        if (BinaryPrimitives.ReadUInt16LittleEndian(file[length..]) != (ushort)Crc32.HashToUInt32(file[..length]))
            throw new InvalidDataException("The gzip's header is damaged: its checksum is another one.");
        return length + 2;
    }

    private static int? BehindZero(ReadOnlySpan<byte> file, int? start) =>
        start <= file.Length && file[start.Value..].IndexOf((byte)0) is >= 0 and var zero ? start + zero + 1 : null;
}
