using System.Buffers.Binary;

namespace Pantheon.Archives.Gzip;

/// <summary>A file's bytes, taken bit by bit, the lowest of a byte first (RFC 1951, 3.1.1), or as they are.</summary>
internal sealed class BitInput
{
    /// <summary>The most that can be at hand at once, in bytes.</summary>
    internal const int Capacity = 64 << 10;

    /// <summary>Zeros behind the file's end, so that eight bytes can be loaded near it.</summary>
    internal const int Padding = 64;

    internal byte[] Bytes { get; } = new byte[Capacity + Padding];

    /// <summary>Of the next byte that is not in <see cref="Bits"/>.</summary>
    internal int Position { get; set; }

    /// <summary>Of the bytes at hand.</summary>
    internal int End { get; private set; }

    /// <summary>Whether the file has no more.</summary>
    internal bool IsLast { get; private set; }

    /// <summary>The next bits. Above the first <see cref="BitCount"/> stand some that are counted as bytes still.</summary>
    internal ulong Bits { get; set; }

    internal int BitCount { get; set; }

    /// <summary>Whether more was taken than there is.</summary>
    internal bool IsOverrun => Position - (BitCount >> 3) > End;

    /// <summary>The bytes at hand. Only where no bits are: <see cref="Align"/>.</summary>
    internal ReadOnlySpan<byte> Available => Bytes.AsSpan(Position, End - Position);

    /// <summary>Goes on with the next whole byte.</summary>
    internal void Align()
    {
        GiveBack();
        Bits = 0;
        BitCount = 0;
    }

    /// <summary>Makes at least 56 bits available, zeros behind the end.</summary>
    internal void Refill()
    {
        Bits |= BinaryPrimitives.ReadUInt64LittleEndian(Bytes.AsSpan(Position)) << BitCount;
        Position += (63 - BitCount) >> 3;
        BitCount |= 56;
    }

    /// <summary>The next bits, as a number. They must be available.</summary>
    /// <exception cref="InvalidDataException">They lie behind the end.</exception>
    internal int Take(int count)
    {
        var bits = (int)(Bits & ((1UL << count) - 1));
        Bits >>= count;
        BitCount -= count;
        return IsOverrun ? throw CutShort() : bits;
    }

    /// <summary>Reads on, behind what is at hand; once at least if that is not all there is.</summary>
    internal void Fill(Stream file) => Added(file.Read(Bytes.AsSpan(Moved()..Capacity)));

    /// <inheritdoc cref="Fill"/>
    internal async ValueTask FillAsync(Stream file, CancellationToken cancellationToken) =>
        Added(await file.ReadAsync(Bytes.AsMemory(Moved()..Capacity), cancellationToken));

    internal static InvalidDataException CutShort() => new("The compressed data ends in the middle: the file is probably not whole.");

    // Of the bits only those of a byte that was begun are kept.
    private void GiveBack()
    {
        Position -= BitCount >> 3;
        BitCount &= 7;
        Bits &= (1UL << BitCount) - 1;
    }

    private int Moved()
    {
        GiveBack();
        Bytes.AsSpan(Position..End).CopyTo(Bytes);
        End -= Position;
        Position = 0;
        return End;
    }

    private void Added(int read)
    {
        // The decoder loads what is said to be there without asking again.
        if (read > Capacity - End)
            throw new IOException("The file's stream gave more than it was asked for.");
        End += read;
        IsLast = read == 0;
        if (IsLast)
            Bytes.AsSpan(End, Padding).Clear();
    }
}
