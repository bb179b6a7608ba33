using System.Formats.Tar;

namespace Pantheon.Archives.Reading;

/// <summary>
/// Refuses names and attributes of absurd length. <see cref="TarReader"/> reads such a record whole into memory, of the size that its header
/// claims; it reads headers by their 512 bytes, which is how they are told here. Owns the inner stream.
/// </summary>
internal sealed class TarHeaderGuard(Stream inner) : ReadOnlyStream
{
    private const int HeaderLength = 512;
    private const long MaxRecord = 1 << 20;

    public override int Read(Span<byte> buffer) => inner.Read(buffer);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length != HeaderLength)
            return await inner.ReadAsync(buffer, cancellationToken);
        var read = await inner.ReadAtLeastAsync(buffer, HeaderLength, throwOnEndOfStream: false, cancellationToken);
        Check(buffer.Span[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static void Check(ReadOnlySpan<byte> header)
    {
        if (header.Length == HeaderLength && header.Slice(257, 5).SequenceEqual("ustar"u8)
            && header[156] is (byte)'x' or (byte)'g' or (byte)'L' or (byte)'K'
            && SizeOf(header.Slice(124, 12)) > MaxRecord)
            throw new ArchiveException(FindingCode.Bomb, "The archive holds a file name or attributes of more than a megabyte.");
    }

    /// <summary>Octal digits, or a number in base 256 where the first bit is set: such a record is never small.</summary>
    private static long SizeOf(ReadOnlySpan<byte> field)
    {
        if (field[0] >= 0x80)
            return long.MaxValue;
        long size = 0;
        foreach (var digit in field)
            size = digit is >= (byte)'0' and <= (byte)'7' ? (size * 8) + digit - '0' : size;
        return size;
    }
}
