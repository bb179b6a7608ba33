using System.Text;

namespace Pantheon.Archives.Reading;

/// <summary>Tells a format by its magic bytes.</summary>
public static class ArchiveSniffer
{
    /// <summary>Bytes that <see cref="Sniff"/> wants to see: a tar's magic is at 257.</summary>
    public const int HeaderLength = 512;

    /// <summary>The format of a file that begins with these bytes.</summary>
    public static ArchiveFormat Sniff(ReadOnlySpan<byte> header)
    {
        if (header is [0x1F, 0x8B, ..])
            return ArchiveFormat.TarGzip;
        if (header is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..])
            return ArchiveFormat.Zip;
        if (header.Length >= 262 && header.Slice(257, 5).SequenceEqual("ustar"u8))
            return ArchiveFormat.Tar;
        var text = Encoding.ASCII.GetString(header).TrimStart('\uFEFF', '?', ' ', '\t', '\r', '\n');
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? ArchiveFormat.Html
            : ArchiveFormat.Unknown;
    }

    /// <summary>Reads the header of a seekable stream and goes back to its beginning.</summary>
    public static async Task<ArchiveFormat> SniffAsync(Stream archive, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        var length = await archive.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken);
        archive.Position = 0;
        return Sniff(header.AsSpan(0, length));
    }
}
