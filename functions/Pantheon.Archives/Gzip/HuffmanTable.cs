using System.Buffers.Binary;

namespace Pantheon.Archives.Gzip;

/// <summary>
/// A prefix code (RFC 1951, 3.2.2), looked up by the next bits of the input: a code that is longer than the index leads to a second table behind
/// the first. Entries are those of <see cref="HuffmanEntry"/>.
/// </summary>
/// <param name="indexBits">The bits of the first lookup.</param>
/// <param name="symbols">Each symbol's entry, without its code.</param>
internal sealed class HuffmanTable(int indexBits, uint[] symbols)
{
    private const int MaxLength = 15;

    private readonly int[] counts = new int[MaxLength + 1];
    private readonly int[] firstCodes = new int[MaxLength + 1];
    private readonly int[] starts = new int[MaxLength + 1]; // in `ordered`, of each length
    private readonly ushort[] ordered = new ushort[symbols.Length];

    internal uint[] Entries { get; } =
        [.. Enumerable.Repeat(HuffmanEntry.Invalid, (1 << indexBits) + MostOfSecondTables(MaxLength - indexBits, symbols.Length))];

    /// <summary>Takes another code.</summary>
    /// <param name="lengths">Each symbol's bits; 0 where it has no code.</param>
    /// <param name="mayBeOneBit">Whether one code of one bit will do, which leaves the other half without a meaning.</param>
    /// <exception cref="InvalidDataException">There are more codes than such lengths leave room for, or fewer.</exception>
    internal void Build(ReadOnlySpan<byte> lengths, bool mayBeOneBit)
    {
        var codes = Count(lengths);
        var free = 1 << MaxLength;
        for (var length = 1; length <= MaxLength; length++)
        {
            firstCodes[length] = (firstCodes[length - 1] + counts[length - 1]) << 1;
            starts[length] = starts[length - 1] + counts[length - 1];
            free -= counts[length] << (MaxLength - length);
        }

        if (free < 0 || (free > 0 && codes > 0 && !(mayBeOneBit && codes == 1 && counts[1] == 1)))
            throw new InvalidDataException("The compressed data is damaged: the lengths of its codes don't fit together.");
        if (free > 0)
            Entries.AsSpan(0, 1 << indexBits).Fill(HuffmanEntry.Invalid);
        Order(lengths);
        Fill(lengths, codes);
    }

    // A whole code whose second table has an index of so many bits has one more code in it at least: the larger the table, the worse the ratio.
    private static int MostOfSecondTables(int mostBits, int codes) => (codes << mostBits) / (mostBits + 1);

    private int Count(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(counts);
        foreach (var length in lengths)
            counts[length]++;
        var codes = lengths.Length - counts[0];
        counts[0] = 0;
        return codes;
    }

    /// <summary>Symbols by their codes' lengths, then by their numbers: that is the order of their codes.</summary>
    private void Order(ReadOnlySpan<byte> lengths)
    {
        Span<int> next = stackalloc int[MaxLength + 1];
        starts.CopyTo(next);
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] > 0)
                ordered[next[lengths[symbol]]++] = (ushort)symbol;
        }
    }

    // From the last code to the first: of those that share a second table the longest comes first, and tells how large the table is.
    private void Fill(ReadOnlySpan<byte> lengths, int codes)
    {
        var first = Entries.AsSpan(0, 1 << indexBits);
        var second = Span<uint>.Empty;
        var (prefix, used) = (-1, first.Length);
        for (var i = codes - 1; i >= 0; i--)
        {
            int length = lengths[ordered[i]];
            var code = Reversed(firstCodes[length] + i - starts[length], length);
            if (length <= indexBits)
            {
                Repeat(first, code, length, symbols[ordered[i]]);
                continue;
            }

            if ((code & (first.Length - 1)) != prefix)
            {
                prefix = code & (first.Length - 1);
                second = Entries.AsSpan(used, 1 << (length - indexBits));
                first[prefix] = HuffmanEntry.OfTable(used, length - indexBits, indexBits);
                used += second.Length;
            }

            Repeat(second, code >> indexBits, length - indexBits, symbols[ordered[i]]);
        }
    }

    // Whatever bits follow the code.
    private static void Repeat(Span<uint> table, int code, int bits, uint symbol)
    {
        for (var i = code; i < table.Length; i += 1 << bits)
            table[i] = HuffmanEntry.OfCode(symbol, bits);
    }

    // A code comes with its highest bit first, while all else begins with the lowest.
    private static int Reversed(int code, int bits)
    {
        code = ((code & 0x5555) << 1) | ((code >> 1) & 0x5555);
        code = ((code & 0x3333) << 2) | ((code >> 2) & 0x3333);
        code = ((code & 0x0F0F) << 4) | ((code >> 4) & 0x0F0F);
        return BinaryPrimitives.ReverseEndianness((ushort)code) >> (16 - bits);
    }
}
