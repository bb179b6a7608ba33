namespace Pantheon.Archives.Gzip;

/// <summary>The two codes of a compressed block: those that every decoder knows, or its own, which come before its content.</summary>
internal sealed class BlockCodes(BitInput input)
{
    private static readonly (HuffmanTable Literals, HuffmanTable Distances) Fixed = MakeFixed();

    private readonly HuffmanTable ownLiterals = NewLiterals();
    private readonly HuffmanTable ownDistances = NewDistances();
    private readonly HuffmanTable codeLengths = new(DeflateCode.CodeLengthBits, DeflateCode.CodeLengths);
    private readonly byte[] lengths = new byte[DeflateCode.LiteralsAndLengths.Length + DeflateCode.Distances.Length];

    /// <summary>Bytes, lengths of matches and the block's end.</summary>
    internal HuffmanTable Literals { get; private set; } = Fixed.Literals;

    internal HuffmanTable Distances { get; private set; } = Fixed.Distances;

    /// <summary>Takes the codes that need not be told.</summary>
    internal void UseFixed() => (Literals, Distances) = Fixed;

    /// <summary>Reads a block's own codes (RFC 1951, 3.2.7). All of them must be at hand, or the end of the input.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    internal void Read()
    {
        var literals = 257 + input.Take(5);
        var distances = 1 + input.Take(5);
        var known = 4 + input.Take(4);
        if (literals > DeflateCode.MostLiterals || distances > DeflateCode.MostDistances)
            throw Damaged("a block has too many codes");
        ReadCodeLengths(known);
        ReadLengths(lengths.AsSpan(0, literals + distances));
        if (lengths[DeflateCode.EndOfBlock] == 0)
            throw Damaged("a block has no end");
        ownLiterals.Build(lengths.AsSpan(0, literals), mayBeOneBit: true);
        ownDistances.Build(lengths.AsSpan(literals, distances), mayBeOneBit: true);
        (Literals, Distances) = (ownLiterals, ownDistances);
    }

    private static HuffmanTable NewLiterals() => new(CompressedBlock.LiteralIndexBits, DeflateCode.LiteralsAndLengths);

    private static HuffmanTable NewDistances() => new(CompressedBlock.DistanceIndexBits, DeflateCode.Distances);

    // RFC 1951, 3.2.6. Made once: a block in these codes may have ten bits, and must not cost more than it has.
    private static (HuffmanTable Literals, HuffmanTable Distances) MakeFixed()
    {
        var (literals, distances) = (NewLiterals(), NewDistances());
        literals.Build([.. Lengths(144, 8), .. Lengths(112, 9), .. Lengths(24, 7), .. Lengths(8, 8)], mayBeOneBit: false);
        distances.Build(Lengths(32, 5), mayBeOneBit: false);
        return (literals, distances);
    }

    private static byte[] Lengths(int symbols, byte length) => [.. Enumerable.Repeat(length, symbols)];

    private static InvalidDataException Damaged(string how) => new($"The compressed data is damaged: {how}.");

    private void ReadCodeLengths(int known)
    {
        var order = DeflateCode.CodeLengthOrder;
        Span<byte> bits = stackalloc byte[order.Length];
        bits.Clear();
        foreach (var symbol in order[..known])
        {
            input.Refill();
            bits[symbol] = (byte)input.Take(3);
        }

        codeLengths.Build(bits, mayBeOneBit: false);
    }

    private void ReadLengths(Span<byte> all)
    {
        for (var i = 0; i < all.Length;)
        {
            input.Refill();
            var entry = codeLengths.Entries[input.Bits & ((1 << DeflateCode.CodeLengthBits) - 1)];
            if ((entry & HuffmanEntry.Invalid) != 0)
                throw Damaged("a code has no meaning");
            input.Take(HuffmanEntry.Bits(entry));
            // 16 repeats the length before it, 17 and 18 are runs of zeros.
            var (length, count) = HuffmanEntry.Value(entry) switch
            {
                16 when i == 0 => throw Damaged("nothing comes before what is repeated"),
                16 => (all[i - 1], 3 + input.Take(2)),
                17 => ((byte)0, 3 + input.Take(3)),
                18 => ((byte)0, 11 + input.Take(7)),
                var value => ((byte)value, 1),
            };
            if (count > all.Length - i)
                throw Damaged("a block has more code lengths than it said");
            all.Slice(i, count).Fill(length);
            i += count;
        }
    }
}
