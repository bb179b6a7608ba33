using System.IO.Hashing;

namespace Pantheon.Archives.Tests.Building;

/// <summary>Deflated data bit by bit, for what no compressor writes.</summary>
internal sealed class DeflateBits
{
    internal const int Stored = 0;
    internal const int Fixed = 1;
    internal const int Dynamic = 2;

    /// <summary>The symbol of a block's end.</summary>
    internal const int End = 256;

    // The order in which the lengths of the code for lengths are written.
    private static readonly int[] Order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly List<byte> bytes = [];
    private int bits;

    /// <summary>A gzip's first ten bytes, without any of its optional parts.</summary>
    internal static byte[] Header(byte flags = 0, byte method = 8) => [0x1F, 0x8B, method, flags, 0, 0, 0, 0, 0, 3];

    /// <summary>A number, its lowest bit first.</summary>
    internal DeflateBits Number(int value, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (bits % 8 == 0)
                bytes.Add(0);
            bytes[^1] |= (byte)(((value >> i) & 1) << (bits++ % 8));
        }

        return this;
    }

    /// <summary>A code, its highest bit first.</summary>
    internal DeflateBits Code(int value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
            Number(value >> i, 1);
        return this;
    }

    internal DeflateBits Block(int kind, bool isLast = true) => Number(isLast ? 1 : 0, 1).Number(kind, 2);

    internal DeflateBits StoredBlock(ReadOnlySpan<byte> content, bool isLast = true, int? complement = null)
    {
        Block(Stored, isLast).Align().Number(content.Length, 16).Number(complement ?? ~content.Length, 16);
        bytes.AddRange(content);
        bits += content.Length * 8;
        return this;
    }

    /// <summary>The beginning of a block with codes of its own: how many, and the lengths of the code for their lengths.</summary>
    internal DeflateBits DynamicBlock(int literals, int distances, Func<int, int> lengthOfLength)
    {
        Block(Dynamic).Number(literals - 257, 5).Number(distances - 1, 5).Number(Order.Length - 4, 4);
        foreach (var symbol in Order)
            Number(lengthOfLength(symbol), 3);
        return this;
    }

    /// <summary>The same with all lengths, four bits for each.</summary>
    internal DeflateBits DynamicBlock(byte[] literals, byte[] distances)
    {
        DynamicBlock(literals.Length, distances.Length, symbol => symbol < 16 ? 4 : 0);
        foreach (var length in (byte[])[.. literals, .. distances])
            Code(length, 4);
        return this;
    }

    /// <summary>A symbol in the fixed code (RFC 1951, 3.2.6): a byte, 256 for the end, or a length's.</summary>
    internal DeflateBits FixedSymbol(int symbol) => symbol switch
    {
        < 144 => Code(0x30 + symbol, 8),
        < 256 => Code(0x190 + symbol - 144, 9),
        < 280 => Code(symbol - 256, 7),
        _ => Code(0xC0 + symbol - 280, 8),
    };

    /// <summary>A match of 3 to 10, or of 258, in the fixed code.</summary>
    internal DeflateBits FixedMatch(int length, int distanceCode, int extra = 0, int extraBits = 0) =>
        FixedSymbol(length == 258 ? 285 : 254 + length).Code(distanceCode, 5).Number(extra, extraBits);

    internal DeflateBits FixedEnd() => FixedSymbol(End);

    internal byte[] ToDeflate() => [.. bytes];

    /// <summary>As a gzip of that content.</summary>
    internal byte[] ToGzip(ReadOnlySpan<byte> content) =>
        [.. Header(), .. bytes, .. Crc32.Hash(content), .. BitConverter.GetBytes(content.Length)];

    private DeflateBits Align() => Number(0, (8 - (bits % 8)) % 8);
}
