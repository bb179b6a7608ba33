namespace Pantheon.Archives.Gzip;

/// <summary>Expands deflated data (RFC 1951) block by block, as far as input and room reach.</summary>
internal sealed class Inflater(BitInput input, SlidingWindow window)
{
    // A block's beginning with its codes: 17 bits, 19 lengths of 3, and 316 of up to 14. Rounded up.
    private const int MostBytesOfABeginning = 640;

    private readonly BlockCodes codes = new(input);
    private Block block;
    private bool isLastBlock;
    private int storedBytes;

    private enum Block
    {
        None,
        Stored,
        Compressed,
    }

    /// <summary>Begins another file's content.</summary>
    internal void Reset() => (block, isLastBlock) = (Block.None, false);

    /// <summary>Expands until the content ends, more input is needed or the window is full. At the end the input stands right behind it.</summary>
    /// <exception cref="InvalidDataException">The content is damaged or ends in the middle.</exception>
    internal Expansion Expand()
    {
        while (block != Block.None || !isLastBlock)
        {
            if (window.Position >= SlidingWindow.Limit)
                return Expansion.NeedsRoom;
            var current = block;
            var expansion = current switch
            {
                Block.None => Begin(),
                Block.Stored => ExpandStored(),
                _ => CompressedBlock.Expand(input, window, codes.Literals, codes.Distances),
            };
            if (input.IsOverrun)
                throw BitInput.CutShort();
            if (expansion != Expansion.Done)
                return expansion;
            if (current != Block.None)
                block = Block.None;
        }

        input.Align();
        return Expansion.Done;
    }

    private Expansion Begin()
    {
        if (input.End - input.Position < MostBytesOfABeginning && !input.IsLast)
            return Expansion.NeedsInput;
        input.Refill();
        isLastBlock = input.Take(1) == 1;
        var kind = input.Take(2);
        block = kind == 0 ? Block.Stored : Block.Compressed;
        if (kind == 0)
            BeginStored();
        else if (kind == 1)
            codes.UseFixed();
        else if (kind == 2)
            codes.Read();
        else
            throw new InvalidDataException("The compressed data is damaged: a block is of no known kind.");
        return Expansion.Done;
    }

    private void BeginStored()
    {
        input.Align();
        input.Refill();
        storedBytes = input.Take(16);
        if (input.Take(16) != (~storedBytes & 0xFFFF))
            throw new InvalidDataException("The compressed data is damaged: a block's length and its complement differ.");
        input.Align();
    }

    private Expansion ExpandStored()
    {
        var read = Math.Min(storedBytes, Math.Min(input.Available.Length, SlidingWindow.Limit - window.Position));
        window.Write(input.Available[..read]);
        input.Position += read;
        storedBytes -= read;
        return storedBytes == 0 ? Expansion.Done : input.Available.IsEmpty ? Expansion.NeedsInput : Expansion.NeedsRoom;
    }
}
