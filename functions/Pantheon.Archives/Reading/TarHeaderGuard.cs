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

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    // Headers are told from content by their numbers: the platform's reader asks neither for the magic nor for the right checksum.
    private static void Check(ReadOnlySpan<byte> header)
    {
        if (header.Length == HeaderLength && header[156] is ((byte)'x' or (byte)'g' or (byte)'L' or (byte)'K')
            && Number(header.Slice(124, 12)) > MaxRecord && Number(header.Slice(148, 8)) > 0)
            throw new ArchiveException(FindingCode.Bomb, "The archive holds a file name or attributes of more than a megabyte.");
    }

    /// <summary>Octal digits among blanks, or a number in base 256 behind 0x80; -1 for all else, which the platform's reader refuses.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        var isOctal = field[0] != 0x80;
        long number = 0;
        foreach (var digit in isOctal ? field.Trim(" \0"u8) : field[1..])
        {
            if (isOctal && digit is (< (byte)'0' or > (byte)'7'))
                return -1;
            number = isOctal ? (number * 8) + digit - '0' : (number << 8) + digit;
        }

        return number;
    }
}
