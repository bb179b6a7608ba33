using System.Text;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Damages a tar where its headers say what follows, and mends checksums so that a reader goes on to look at the rest.</summary>
internal static class TarFields
{
    // Mode, owner, group, size, time, checksum, type, link, magic, devices, and the rest of a long name.
    private static readonly int[] Offsets = [0, 100, 108, 116, 124, 124, 124, 124, 136, 148, 156, 156, 156, 157, 257, 329, 337, 345];

    private static readonly byte[][] Values =
    [
        [.. "00000000000\0"u8], [.. "77777777777\0"u8], [.. "00000001000\0"u8], [.. "00000000777\0"u8], [.. "00000177777\0"u8], [.. "            "u8],
        [.. "-0000000001\0"u8], [.. "99999999999\0"u8], [.. "777777777777"u8], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0x80, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0], [0x80, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0],
        [.. "0"u8], [.. "1"u8], [.. "2"u8], [.. "5"u8], [.. "7"u8], [.. "x"u8], [.. "g"u8], [.. "L"u8], [.. "K"u8], [.. "S"u8], [.. "M"u8], [.. "D"u8], [.. "V"u8],
        [.. "../up\0"u8], [.. "/etc/passwd\0"u8], [.. "ustar  \0"u8], [.. "ustar\000"u8],
    ];

    /// <summary>Another value in a field of a header at or before this place.</summary>
    internal static byte[] Overwrite(byte[] tar, int at, int field, int value)
    {
        var header = at - (at % TarBuilder.Block);
        while (header > 0 && !IsHeader(tar, header))
            header -= TarBuilder.Block;
        return Mutation.Overwritten(tar, Math.Min(header + Offsets[field % Offsets.Length], tar.Length - 1), Values[value % Values.Length]);
    }

    /// <summary>Exchanges two blocks.</summary>
    internal static byte[] Swap(byte[] tar, int one, int other)
    {
        var blocks = tar.Length / TarBuilder.Block;
        if (blocks == 0)
            return tar;
        var (a, b) = (one % blocks * TarBuilder.Block, other % blocks * TarBuilder.Block);
        var swapped = Mutation.Overwritten(tar, a, tar.AsSpan(b, TarBuilder.Block));
        return Mutation.Overwritten(swapped, b, tar.AsSpan(a, TarBuilder.Block));
    }

    /// <summary>The tar with checksums that are right again.</summary>
    internal static byte[] Mended(byte[] tar)
    {
        tar = tar.ToArray();
        for (var at = 0; at + TarBuilder.Block <= tar.Length; at += TarBuilder.Block)
        {
            if (!IsHeader(tar, at))
                continue;
            var header = tar.AsSpan(at, TarBuilder.Block);
            header.Slice(148, 8).Fill((byte)' ');
            var sum = 0;
            foreach (var b in header)
                sum += b;
            Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);
        }

        return tar;
    }

    private static bool IsHeader(byte[] tar, int at) => at + TarBuilder.Block <= tar.Length && tar.AsSpan(at + 257, 5).SequenceEqual("ustar"u8);
}
