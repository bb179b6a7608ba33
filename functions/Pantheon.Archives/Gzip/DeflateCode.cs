namespace Pantheon.Archives.Gzip;

/// <summary>The symbols of deflate (RFC 1951, 3.2.5 and 3.2.7), as entries of <see cref="HuffmanTable"/>.</summary>
internal static class DeflateCode
{
    internal const int EndOfBlock = 256;
    internal const int MostLiterals = 286;
    internal const int MostDistances = 30;
    internal const int CodeLengthBits = 7; // of the longest code for a code's length
    internal const int MaxMatch = 258;
    internal const int MaxDistance = 32 << 10;

    private const int FirstLength = 257;
    private const int LastLength = 285;

    /// <summary>Bytes, the end of a block, and the lengths of matches.</summary>
    internal static uint[] LiteralsAndLengths { get; } = [.. Enumerable.Range(0, 288).Select(LiteralOrLength)];

    /// <summary>How far back a match begins.</summary>
    internal static uint[] Distances { get; } = [.. Enumerable.Range(0, 32).Select(Distance)];

    /// <summary>The lengths of a block's own codes, or how often one is repeated.</summary>
    internal static uint[] CodeLengths { get; } = [.. Enumerable.Range(0, 19).Select(symbol => HuffmanEntry.OfSymbol(symbol, 0))];

    /// <summary>The order in which the lengths of the code for code lengths come.</summary>
    internal static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private static uint LiteralOrLength(int symbol) => symbol switch
    {
        < EndOfBlock => HuffmanEntry.OfSymbol(symbol, 0) | HuffmanEntry.Literal,
        EndOfBlock => HuffmanEntry.EndOfBlock,
        < FirstLength + 8 => HuffmanEntry.OfSymbol(symbol - FirstLength + 3, 0),
        < LastLength => Number(symbol - FirstLength, perBit: 4, least: 3),
        LastLength => HuffmanEntry.OfSymbol(MaxMatch, 0),
        _ => HuffmanEntry.Invalid,
    };

    private static uint Distance(int symbol) => symbol switch
    {
        < 4 => HuffmanEntry.OfSymbol(symbol + 1, 0),
        < MostDistances => Number(symbol, perBit: 2, least: 1),
        _ => HuffmanEntry.Invalid,
    };

    // Of numbers so many symbols share each count of extra bits; their bases go on where the one before ends.
    private static uint Number(int index, int perBit, int least)
    {
        var extraBits = (index / perBit) - 1;
        return HuffmanEntry.OfSymbol(((perBit + (index % perBit)) << extraBits) + least, extraBits);
    }
}
