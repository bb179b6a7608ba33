namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>A prefix code as deflate has it: for each symbol a length and a code, by lengths and then by symbols (RFC 1951, 3.2.2).</summary>
internal sealed class PrefixCode
{
    private const int MaxLength = 15;

    private readonly int[] codes;

    /// <param name="symbols">How many there are.</param>
    /// <param name="first">The one that has a code in any case.</param>
    /// <param name="splits">Which of the codes there are is made two longer ones, time after time.</param>
    internal PrefixCode(int symbols, int first, int[] splits)
    {
        List<int> leaves = [0];
        foreach (var split in splits.Where(_ => leaves.Count < symbols))
        {
            var at = split % leaves.Count;
            if (leaves[at] < MaxLength)
                leaves.Add(++leaves[at]);
        }

        Lengths = new byte[symbols];
        // 37 has no divisor in common with 286 nor with 30: each symbol comes once.
        for (var i = 0; i < leaves.Count; i++)
            Lengths[(first + (i * 37)) % symbols] = (byte)Math.Max(1, leaves[i]);
        codes = new int[symbols];
        var code = 0;
        for (var length = 1; length <= MaxLength; length++, code <<= 1)
        {
            foreach (var symbol in Enumerable.Range(0, symbols).Where(symbol => Lengths[symbol] == length))
                codes[symbol] = code++;
        }

        Symbols = [.. Enumerable.Range(0, symbols).Where(symbol => Lengths[symbol] > 0)];
    }

    internal byte[] Lengths { get; }

    /// <summary>Those with a code.</summary>
    internal IReadOnlyList<int> Symbols { get; }

    internal void Write(DeflateBits bits, int symbol) => bits.Code(codes[symbol], Lengths[symbol]);
}
