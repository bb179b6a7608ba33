using System.Globalization;
using System.Text;

namespace Pantheon.Functions.Platforms.Remote;

/// <summary>Lines of git's protocol: four hex digits of length, themselves counted, and the text; 0000 ends a list.</summary>
internal static class PktLine
{
    private const int LengthDigits = 4;

    /// <summary>What ends a list.</summary>
    internal static ReadOnlySpan<byte> Flush => "0000"u8;

    /// <summary>A line.</summary>
    internal static byte[] Of(string text) => Encoding.UTF8.GetBytes((Encoding.UTF8.GetByteCount(text) + LengthDigits).ToString("x4", CultureInfo.InvariantCulture) + text);

    /// <summary>The lines up to the end of their list, without their line feeds.</summary>
    /// <exception cref="InvalidDataException">It is none of git's.</exception>
    /// <exception cref="EndOfStreamException">The other side ended.</exception>
    internal static List<string> ReadList(Stream from)
    {
        var (lines, head) = (new List<string>(), new byte[LengthDigits]);
        while (true)
        {
            from.ReadExactly(head);
            if (!int.TryParse(Encoding.ASCII.GetString(head), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length is > 0 and < LengthDigits)
                throw new InvalidDataException("The other side does not speak git's protocol.");
            if (length == 0)
                return lines;
            var text = new byte[length - LengthDigits];
            from.ReadExactly(text);
            lines.Add(Encoding.UTF8.GetString(text).TrimEnd('\n'));
        }
    }
}
