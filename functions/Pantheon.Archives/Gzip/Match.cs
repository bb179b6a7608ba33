using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pantheon.Archives.Gzip;

/// <summary>A repetition of what came before, which may overlap itself.</summary>
internal static class Match
{
    /// <summary>Up to so many bytes behind a match are overwritten.</summary>
    internal const int Overrun = 16;

    /// <summary>
    /// Repeats the bytes from <paramref name="distance"/> before a position there. None of the accesses is checked: the caller answers for both
    /// ends.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy(byte[] bytes, nint position, nint distance, nint length)
    {
        var source = position - distance;
        var end = position + length;
        ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
        // What repeats itself in less than 16 bytes is twice as long after each copy.
        for (; position - source < 16 && position < end; position += position - source)
            Vector128.LoadUnsafe(ref first, (nuint)source).StoreUnsafe(ref first, (nuint)position);
        for (; position < end; position += 16, source += 16)
            Vector128.LoadUnsafe(ref first, (nuint)source).StoreUnsafe(ref first, (nuint)position);
    }
}
