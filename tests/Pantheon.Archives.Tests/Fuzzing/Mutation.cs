using CsCheck;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>One piece of damage. The numbers say where and with what, and fit bytes of any length.</summary>
internal sealed record Mutation(MutationKind Kind, int At, int Length, int Value)
{
    private static readonly byte[][] Interesting =
    [
        [0], [0xFF], [0x7F], [0x80], [.. " "u8], [.. "/"u8], [.. "\\"u8], [.. "."u8], [.. "../"u8], [.. "0"u8], [.. "7"u8], [.. "\n"u8], [.. "-1"u8],
        [0xFF, 0xFF], [0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0, 0, 0, 0],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0xC3], [0xED, 0xA0, 0x80],
    ];

    /// <summary>Damage of these kinds.</summary>
    internal static Gen<Mutation> Any(params MutationKind[] kinds) =>
        Gen.Select(Gen.OneOf(kinds), Gen.Int[0, int.MaxValue], Gen.Int[0, 2000], Gen.Int[0, 10_000])
            .Select((kind, at, length, value) => new Mutation(kind, at, length, value));

    /// <param name="bytes">Stay as they are.</param>
    /// <param name="other">What is spliced in.</param>
    internal byte[] Apply(byte[] bytes, byte[] other)
    {
        if (bytes.Length == 0)
            return bytes;
        var at = At % bytes.Length;
        var slice = bytes[at..Math.Min(bytes.Length, at + Length)];
        return Kind switch
        {
            MutationKind.FlipBit => Overwritten(bytes, at, [(byte)(bytes[at] ^ (1 << (Value % 8)))]),
            MutationKind.Overwrite => Overwritten(bytes, at, Interesting[Value % Interesting.Length]),
            MutationKind.Truncate => bytes[..at],
            MutationKind.Remove => [.. bytes[..at], .. bytes[(at + slice.Length)..]],
            MutationKind.Duplicate => [.. bytes[..(Value % bytes.Length)], .. slice, .. bytes[(Value % bytes.Length)..]],
            MutationKind.Splice => [.. bytes[..at], .. other[(Value % (other.Length + 1))..]],
            MutationKind.SwapBlocks => TarFields.Swap(bytes, at, Value),
            MutationKind.TarField => TarFields.Overwrite(bytes, at, Length, Value),
            MutationKind.ZipField => ZipFields.Overwrite(bytes, at, Length, Value),
            _ => [.. bytes[..at], .. SqlPieces.Bytes[Value % SqlPieces.Bytes.Count], .. bytes[at..]],
        };
    }

    /// <summary>A copy with other bytes from there on, as far as it reaches.</summary>
    internal static byte[] Overwritten(byte[] bytes, int at, ReadOnlySpan<byte> with)
    {
        var copy = bytes.ToArray();
        with[..Math.Min(with.Length, copy.Length - at)].CopyTo(copy.AsSpan(at));
        return copy;
    }
}
