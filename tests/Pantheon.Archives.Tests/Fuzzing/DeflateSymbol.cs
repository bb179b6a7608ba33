namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>A byte or a match, as numbers that fit what there is to choose from.</summary>
/// <param name="Literal">Which of the codes for bytes and lengths.</param>
/// <param name="Distance">Which of those for distances, of such as lead to what is there.</param>
/// <param name="Extra">The bits behind both.</param>
/// <param name="IsWild">Whether any distance is taken, wherever it leads.</param>
internal sealed record DeflateSymbol(int Literal, int Distance, int Extra, bool IsWild)
{
    private const int FirstLength = 257;

    /// <summary>Writes it in two codes.</summary>
    /// <returns>The least number of bytes that there are then.</returns>
    internal int Write(DeflateBits bits, IReadOnlyList<int> literals, IReadOnlyList<int> distances, int written, Action<int> literal, Action<int> distance)
    {
        var symbol = literals[Literal % literals.Count];
        var reachable = IsWild ? distances : [.. distances.Where(code => Farthest(code) <= written)];
        if (symbol == FirstLength - 1 || (symbol >= FirstLength && reachable.Count == 0))
            return written;
        literal(symbol);
        if (symbol < FirstLength)
            return written + 1;
        bits.Number(Extra, symbol is < 265 or > 284 ? 0 : (symbol - 261) / 4);
        var chosen = reachable[Distance % reachable.Count];
        distance(chosen);
        bits.Number(Extra, ExtraBits(chosen));
        return written + 3;
    }

    private static int ExtraBits(int distance) => distance is < 4 or > 29 ? 0 : (distance / 2) - 1;

    private static int Farthest(int distance) => distance < 4 ? distance + 1 : (3 + (distance % 2)) << ExtraBits(distance);
}
