using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Pantheon.Archives.Tests.Building;

/// <summary>Writes tars byte by byte, also such as no honest tool would write.</summary>
internal sealed class TarBuilder
{
    internal const int Block = 512;
    private readonly List<byte> tar = [];

    internal TarBuilder File(string name, string content = "", int mode = 0b110_100_100, long time = 0) =>
        File(name, Encoding.UTF8.GetBytes(content), mode, time);

    internal TarBuilder File(string name, byte[] content, int mode = 0b110_100_100, long time = 0) =>
        Entry(name, '0', content, mode: mode, time: time);

    internal TarBuilder Directory(string name) => Entry(name, '5', mode: 0b111_101_101);

    internal TarBuilder Symlink(string name, string target) => Entry(name, '2', link: target, mode: 0b111_111_111);

    internal TarBuilder HardLink(string name, string target) => Entry(name, '1', link: target);

    /// <summary>The following entry's name, as GNU tar writes one that is too long for its field.</summary>
    internal TarBuilder GnuLongName(string name) => Entry("././@LongLink", 'L', [.. Encoding.UTF8.GetBytes(name), 0], gnu: true);

    /// <summary>The following entry's attributes, as PAX writes them.</summary>
    internal TarBuilder Pax(string key, string value) => Entry("PaxHeaders/x", 'x', PaxRecord(key, value));

    internal TarBuilder GlobalPax(string key, string value) => Entry("pax_global_header", 'g', PaxRecord(key, value));

    /// <summary>Any entry. The size is what the header says, where it differs from the content's length.</summary>
    internal TarBuilder Entry(
        string name, char type, byte[]? content = null, string link = "", int mode = 0b110_100_100, long time = 0, long? size = null, bool gnu = false)
    {
        content ??= [];
        var header = new byte[Block];
        Encoding.UTF8.GetBytes(name).CopyTo(header, 0);
        Octal(header, 100, 8, mode);
        Octal(header, 108, 8, 0);
        Octal(header, 116, 8, 0);
        Octal(header, 124, 12, size ?? content.Length);
        Octal(header, 136, 12, time);
        header[156] = (byte)type;
        Encoding.UTF8.GetBytes(link).CopyTo(header, 157);
        (gnu ? "ustar  \0"u8 : "ustar\000"u8).CopyTo(header.AsSpan(257));
        if (type is '3' or '4')
        {
            Octal(header, 329, 8, 1);
            Octal(header, 337, 8, 3);
        }

        header.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(Checksum(header), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        tar.AddRange(header);
        tar.AddRange(content);
        tar.AddRange(new byte[(Block - (content.Length % Block)) % Block]);
        return this;
    }

    internal byte[] ToTar(bool ended = true) => [.. tar, .. ended ? new byte[2 * Block] : []];

    internal byte[] ToTarGzip() => Gzip(ToTar());

    internal static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        var gzip = new MemoryStream();
        using (var compressed = new GZipStream(gzip, CompressionLevel.Fastest))
            compressed.Write(bytes);
        return gzip.ToArray();
    }

    private static int Checksum(byte[] header)
    {
        var sum = 0;
        foreach (var b in header)
            sum += b;
        return sum;
    }

    private static byte[] PaxRecord(string key, string value)
    {
        var rest = Encoding.UTF8.GetBytes($" {key}={value}\n");
        var length = rest.Length + 1;
        while (length != rest.Length + length.ToString(CultureInfo.InvariantCulture).Length)
            length++;
        return [.. Encoding.ASCII.GetBytes(length.ToString(CultureInfo.InvariantCulture)), .. rest];
    }

    private static void Octal(byte[] header, int at, int length, long value) =>
        Encoding.ASCII.GetBytes(Convert.ToString(value, 8).PadLeft(length - 1, '0')).CopyTo(header, at);
}
