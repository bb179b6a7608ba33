using System.Runtime.CompilerServices;

namespace Pantheon.Archives.Gzip;

/// <summary>
/// The inside of a compressed block: bytes, and matches with what came before them (RFC 1951, 3.2.3). Most of the time that an archive takes is
/// spent here. Loads of the input and copies of matches are therefore not checked one by one: each round makes sure once that all it may
/// touch lies within the arrays.
/// </summary>
internal static class CompressedBlock
{
    internal const int LiteralIndexBits = 11;
    internal const int DistanceIndexBits = 9;

    private const uint LiteralMask = (1 << LiteralIndexBits) - 1;
    private const uint DistanceMask = (1 << DistanceIndexBits) - 1;

    /// <summary>Expands until the block, the input or the room ends.</summary>
    /// <exception cref="InvalidDataException">A code has no meaning, or a match begins before the content does.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Unimproved it would run for long before the runtime finds that it pays.
    internal static Expansion Expand(BitInput input, SlidingWindow window, HuffmanTable literals, HuffmanTable distances)
    {
        var content = window.Bytes;
        var literalEntries = literals.Entries;
        var distanceEntries = distances.Entries;
        nint position = window.Position, start = window.Start;
        ArgumentOutOfRangeException.ThrowIfLessThan(content.Length, SlidingWindow.Limit + SlidingWindow.Slack, nameof(window));
        var bits = new BitBuffer(input);
        var result = Expansion.NeedsInput;
        string? damage = null;
        if (!bits.MayGoOn)
            return result;
        bits.Refill();
        var entry = literalEntries[(uint)bits.Value & LiteralMask];
        while (bits.MayGoOn)
        {
            if (position >= SlidingWindow.Limit)
            {
                result = Expansion.NeedsRoom;
                break;
            }

            // Two bytes of the content at most: the bits then still suffice to look up a third entry.
            if ((int)entry < 0)
            {
                content[position++] = (byte)(entry >> 16);
                bits.Drop(entry);
                entry = literalEntries[(uint)bits.Value & LiteralMask];
                if ((int)entry < 0)
                {
                    content[position++] = (byte)(entry >> 16);
                    bits.Drop(entry);
                    entry = literalEntries[(uint)bits.Value & LiteralMask];
                }

                bits.Refill();
                if ((int)entry < 0)
                    continue;
            }

            if ((entry & HuffmanEntry.Special) != 0)
            {
                if ((entry & HuffmanEntry.Table) != 0)
                    entry = literalEntries[bits.SecondIndex(entry)];
                if ((int)entry < 0)
                {
                    content[position++] = (byte)(entry >> 16);
                    bits.Drop(entry);
                    bits.Refill();
                    entry = literalEntries[(uint)bits.Value & LiteralMask];
                    continue;
                }

                if ((entry & HuffmanEntry.EndOfBlock) != 0)
                {
                    bits.Drop(entry);
                    result = Expansion.Done;
                    break;
                }

                if ((entry & HuffmanEntry.Invalid) != 0)
                {
                    damage = "a code has no meaning";
                    break;
                }
            }

            // At most 48 of the 56 bits that are there.
            nint length = bits.TakeNumber(entry);
            entry = distanceEntries[(uint)bits.Value & DistanceMask];
            if ((entry & HuffmanEntry.Special) != 0)
            {
                if ((entry & HuffmanEntry.Table) != 0)
                    entry = distanceEntries[bits.SecondIndex(entry)];
                if ((entry & HuffmanEntry.Invalid) != 0)
                {
                    damage = "a distance has no meaning";
                    break;
                }
            }

            nint distance = bits.TakeNumber(entry);
            if (distance > position - start)
            {
                damage = "it refers to what is before its beginning";
                break;
            }

            // The next entry is on its way while the match is copied.
            bits.Refill();
            entry = literalEntries[(uint)bits.Value & LiteralMask];
            Match.Copy(content, position, distance, length);
            position += length;
        }

        bits.Leave(input);
        window.Position = (int)position;
        // Behind the end of the input zeros were taken for codes.
        if (damage is not null && !input.IsOverrun)
            throw new InvalidDataException($"The compressed data is damaged: {damage}.");
        return result;
    }
}
