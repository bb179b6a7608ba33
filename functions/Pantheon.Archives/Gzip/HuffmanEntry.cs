namespace Pantheon.Archives.Gzip;

/// <summary>
/// What a code stands for, in 32 bits: the bits to take for it and for the number behind it (0 to 5), the code's own bits or those of the second
/// table's index (8 to 11), what it is (12 to 14 and 31), and a byte, a base or the second table's start (16 to 30).
/// </summary>
internal static class HuffmanEntry
{
    /// <summary>The value is a byte of the content. The sign, so that the most frequent question is the cheapest.</summary>
    internal const uint Literal = 1U << 31;

    /// <summary>The code is longer than the index: the value tells where its second table starts.</summary>
    internal const uint Table = 1 << 14;

    internal const uint EndOfBlock = 1 << 13;

    /// <summary>No code has these bits, or one without a meaning.</summary>
    internal const uint Invalid = 1 << 12;

    /// <summary>Neither a byte nor a base.</summary>
    internal const uint Special = Table | EndOfBlock | Invalid;

    /// <summary>A symbol's entry for as long as its code isn't known.</summary>
    /// <param name="value">Up to 15 bits.</param>
    /// <param name="extraBits">Of a number behind the code, to be added to the value.</param>
    internal static uint OfSymbol(int value, int extraBits) => ((uint)value << 16) | (uint)extraBits;

    /// <summary>The entry of a symbol whose code, or what the first table left of it, has so many bits.</summary>
    internal static uint OfCode(uint symbol, int bits) => symbol + (uint)(bits << 8) + (uint)bits;

    internal static uint OfTable(int start, int indexBits, int bitsBefore) => ((uint)start << 16) | (uint)(indexBits << 8) | (uint)bitsBefore | Table;

    internal static int Value(uint entry) => (int)(entry >> 16) & 0x7FFF;

    /// <summary>The bits to take for the code and the number behind it.</summary>
    internal static int Bits(uint entry) => (int)entry & 63;

    /// <summary>The bits of the code alone, or of the second table's index.</summary>
    internal static int CodeBits(uint entry) => (int)(entry >> 8) & 15;
}
