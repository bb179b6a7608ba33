namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>How a server reads what it is sent, written anew: a second opinion on how many statements it is.</summary>
internal static class ServerReading
{
    internal static int CountStatements(string sql, ConditionalComments conditional)
    {
        var (count, isConditional, isBegun) = (0, false, false);
        for (var at = 0; at < sql.Length;)
        {
            var rest = sql.AsSpan(at);
            if (rest is ['/', '*', '!', ..] or ['/', '*', 'M', '!', ..] && conditional == ConditionalComments.Run)
            {
                (isConditional, at) = (true, at + rest.IndexOf('!') + 1);
            }
            else if (rest is ['/', '*', ..])
            {
                var isNesting = conditional == ConditionalComments.SkippedWithCommentsWithin && rest is ['/', '*', '!', ..] or ['/', '*', 'M', '!', ..];
                at = EndOfComment(sql, at + 2, isNesting);
            }
            else if (isConditional && rest is ['*', '/', ..])
            {
                (isConditional, at) = (false, at + 2);
            }
            else if (rest is ['#', ..] or ['-', '-'] or ['-', '-', <= ' ', ..])
            {
                at += rest.IndexOf('\n') is >= 0 and var line ? line + 1 : rest.Length;
            }
            else
            {
                count += rest[0] == ';' ? 0 : isBegun || rest[0] <= ' ' ? 0 : 1;
                isBegun = rest[0] != ';' && (isBegun || rest[0] > ' ');
                at = rest[0] is '\'' or '"' or '`' ? EndOfQuoted(sql, at) : at + 1;
            }
        }

        return count;
    }

    private static int EndOfComment(string sql, int at, bool isNesting)
    {
        for (; at < sql.Length; at++)
        {
            if (string.CompareOrdinal(sql, at, "*/", 0, 2) == 0)
                return at + 2;
            if (isNesting && string.CompareOrdinal(sql, at, "/*", 0, 2) == 0)
                at = EndOfComment(sql, at + 2, isNesting: false) - 1;
        }

        return sql.Length;
    }

    private static int EndOfQuoted(string sql, int from)
    {
        for (var at = from + 1; at < sql.Length; at++)
        {
            if (sql[at] == sql[from])
                return at + 1;
            if (sql[at] == '\\' && sql[from] != '`')
                at++;
        }

        return sql.Length;
    }
}
