namespace Pantheon.Archives.Gzip;

/// <summary>The two codes of a compressed block: those that every decoder knows, or its own, which come before its content.</summary>
internal sealed class BlockCodes(BitInput input)
{
    private readonly HuffmanTable codeLengths = new(DeflateCode.CodeLengthBits, DeflateCode.CodeLengths);
    private readonly byte[] lengths = new byte[DeflateCode.LiteralsAndLengths.Length + DeflateCode.Distances.Length];

    /// <summary>Bytes, lengths of matches and the block's end.</summary>
    internal HuffmanTable Literals { get; } = new(CompressedBlock.LiteralIndexBits, DeflateCode.LiteralsAndLengths);

    internal HuffmanTable Distances { get; } = new(CompressedBlock.DistanceIndexBits, DeflateCode.Distances);

    /// <summary>Takes the codes that need not be told (RFC 1951, 3.2.6).</summary>
    internal void UseFixed()
    {
        var literals = lengths.AsSpan(0, DeflateCode.LiteralsAndLengths.Length);
        literals[..144].Fill(8);
        literals[144..256].Fill(9);
        literals[256..280].Fill(7);
        literals[280..].Fill(8);
        Literals.Build(literals, mayBeOneBit: false);
        var distances = lengths.AsSpan(0, DeflateCode.Distances.Length);
        distances.Fill(5);
        Distances.Build(distances, mayBeOneBit: false);
    }

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
        Literals.Build(lengths.AsSpan(0, literals), mayBeOneBit: true);
        Distances.Build(lengths.AsSpan(literals, distances), mayBeOneBit: true);
    }

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
