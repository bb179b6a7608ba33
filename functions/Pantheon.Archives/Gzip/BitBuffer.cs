using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pantheon.Archives.Gzip;

/// <summary>A <see cref="BitInput"/>'s bits for as long as a loop runs, without a check for each load: they are left in registers.</summary>
internal ref struct BitBuffer
{
    // A round of the loop loads eight bytes twice, the second time up to seven bytes further on.
    private const int MostBytesOfARound = 7 + sizeof(ulong);

    private readonly ref byte first;
    private readonly nint last;
    private nint next;
    private uint count; // The lowest six bits: whole entries are taken off it.

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal BitBuffer(BitInput input)
    {
        first = ref MemoryMarshal.GetArrayDataReference(input.Bytes);
        // At the end the last bits may have been loaded together with zeros that no one takes.
        last = input.IsLast ? input.End + sizeof(ulong) : input.End - MostBytesOfARound;
        next = input.Position;
        count = (uint)input.BitCount;
        Value = input.Bits;
    }

    /// <summary>The next bits, as <see cref="BitInput.Bits"/>.</summary>
    internal ulong Value { get; private set; }

    /// <summary>Whether a round's loads stay within the input, padding included.</summary>
    internal readonly bool MayGoOn => next <= last;

    /// <summary>Makes at least 56 bits available.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Refill()
    {
        var loaded = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, next));
        Value |= (BitConverter.IsLittleEndian ? loaded : BinaryPrimitives.ReverseEndianness(loaded)) << (int)count;
        next += 7 - (nint)((count >> 3) & 7);
        count |= 56;
    }

    /// <summary>Takes an entry's code, and the number behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Drop(uint entry)
    {
        Value >>= (int)entry;
        count -= entry;
    }

    /// <summary>Takes a code with the number behind it, and adds the entry's base.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal nint TakeNumber(uint entry)
    {
        var taken = (uint)Value & ((1U << (int)entry) - 1);
        Drop(entry);
        return (nint)(entry >> 16) + (nint)(taken >> (int)((entry >> 8) & 15));
    }

    /// <summary>Takes the first part of a code, and tells where the rest of it is to be looked up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint SecondIndex(uint entry)
    {
        Drop(entry);
        return (entry >> 16) + ((uint)Value & ((1U << HuffmanEntry.CodeBits(entry)) - 1));
    }

    /// <summary>Gives the input what is left.</summary>
    internal readonly void Leave(BitInput input)
    {
        input.Position = (int)next;
        input.Bits = Value;
        input.BitCount = (int)(count & 63);
    }
}
