using System.Buffers;

namespace Pantheon.Functions.Archives;

/// <summary>The blocks that archives are copied in.</summary>
public static class ArchiveBlocks
{
    /// <summary>Bytes of a block; the last one of an archive may have fewer.</summary>
    public const int Size = 8 << 20;

    // Two for each range that is copied at once by default: one is read while the other is stored. The shared pool would keep one for each thread that ever gave one back.
    private const int Kept = 8;

    /// <summary>Lends arrays for a block: at least <see cref="Size"/> long.</summary>
    internal static ArrayPool<byte> Buffers { get; } = ArrayPool<byte>.Create(Size, Kept);

    /// <summary>The offsets of an archive's blocks that lie between two offsets.</summary>
    /// <param name="from">The first byte, a multiple of <see cref="Size"/>.</param>
    /// <param name="to">One past the last byte.</param>
    public static IEnumerable<long> Between(long from, long to)
    {
        for (var offset = from; offset < to; offset += Size)
            yield return offset;
    }
}
