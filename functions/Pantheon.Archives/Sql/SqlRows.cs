using System.Buffers;

namespace Pantheon.Archives.Sql;

/// <summary>Counts the rows of an extended INSERT.</summary>
public static class SqlRows
{
    private static readonly SearchValues<byte> Marks = SearchValues.Create("'\"`()"u8);
    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>How many parenthesised rows follow VALUES.</summary>
    /// <param name="values">The statement from behind VALUES on.</param>
    public static long Count(ReadOnlySpan<byte> values) => Count(values, out _);

    /// <summary>How many parenthesised rows follow VALUES, and whether a clause such as ON DUPLICATE KEY UPDATE follows them.</summary>
    public static long Count(ReadOnlySpan<byte> values, out bool hasClause)
    {
        long rows = 0;
        var depth = 0;
        hasClause = false;
        while (values.IndexOfAny(Marks) is >= 0 and var at)
        {
            var mark = values[at];
            if (depth == 0 && values[..at].ContainsAny(Letters))
            {
                hasClause = true;
                return rows;
            }

            values = values[(at + 1)..];
            switch (mark)
            {
                case (byte)'(':
                    rows += depth++ == 0 ? 1 : 0;
                    break;
                case (byte)')':
                    depth--;
                    break;
                default:
                    values = SkipQuoted(values, mark);
                    break;
            }
        }

        return rows;
    }

    private static ReadOnlySpan<byte> SkipQuoted(ReadOnlySpan<byte> rest, byte quote)
    {
        while (rest.IndexOfAny(quote, (byte)'\\') is >= 0 and var at)
        {
            if (rest[at] == quote)
                return rest[(at + 1)..];
            rest = rest[Math.Min(at + 2, rest.Length)..];
        }

        return default;
    }
}
