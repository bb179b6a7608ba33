using System.Text;
using System.Text.RegularExpressions;

namespace Pantheon.Archives.Php;

/// <summary>Splits PHP into top-level statements: by semicolons and closing braces outside of strings, comments and brackets.</summary>
internal static partial class PhpStatements
{
    internal static List<string> Split(string php)
    {
        var statements = new List<string>();
        var statement = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < php.Length;)
        {
            var next = Next(php, i);
            var piece = php.AsSpan(i, next - i);
            i = next;
            if (IsComment(piece) || piece is "<?php" or "<?" or "?>")
            {
                statement.Append(' ');
                continue;
            }

            statement.Append(piece);
            if (piece is "(" or "[" or "{")
                depth++;
            else if (piece is ")" or "]" or "}")
                depth--;
            if (depth <= 0 && piece is ";" or "}")
                Flush();
        }

        Flush();
        return statements;

        void Flush()
        {
            depth = 0;
            if (statement.ToString().Trim() is { Length: > 0 } text)
                statements.Add(text);
            statement.Clear();
        }
    }

    private static bool IsComment(ReadOnlySpan<char> piece) => piece is ['#', ..] or ['/', '/', ..] or ['/', '*', ..];

    /// <summary>Where the piece that begins here ends: a string, a comment, a tag, or one character.</summary>
    private static int Next(string php, int i)
    {
        var rest = php.AsSpan(i);
        if (rest.StartsWith("/*"))
            return End(php, i + 2, "*/");
        if (rest.StartsWith("//") || (rest[0] == '#' && !rest.StartsWith("#[")))
            return End(php, i, "\n");
        if (rest.StartsWith("<?php", StringComparison.OrdinalIgnoreCase))
            return i + 5;
        if (rest.StartsWith("<?") || rest.StartsWith("?>"))
            return i + 2;
        if (rest.StartsWith("<<<") && Heredoc().Match(php, i) is { Success: true } heredoc)
            return i + heredoc.Length;
        return rest[0] is '\'' or '"' ? EndOfString(php, i) : i + 1;
    }

    [GeneratedRegex("""\G<<<[ \t]*(?<quote>['"]?)(?<mark>[A-Za-z_]\w*)\k<quote>\r?\n(.*?\n)??[ \t]*\k<mark>\b""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heredoc();

    private static int End(string php, int from, string mark) =>
        php.IndexOf(mark, Math.Min(from, php.Length), StringComparison.Ordinal) is >= 0 and var at ? at + mark.Length : php.Length;

    private static int EndOfString(string php, int i)
    {
        for (var j = i + 1; j < php.Length; j++)
        {
            if (php[j] == '\\')
                j++;
            else if (php[j] == php[i])
                return j + 1;
        }

        return php.Length;
    }
}
