using System.Text.RegularExpressions;

namespace Pantheon.Archives.Sql;

/// <summary>
/// A CREATE TABLE taken apart, so that rows can be loaded before their secondary keys are built, which is several times faster than keeping
/// them up row by row. Unique keys stay where they are: INSERT IGNORE and REPLACE depend on them.
/// </summary>
/// <param name="Create">The statement without what follows.</param>
/// <param name="Keys">Definitions of secondary keys, such as <c>KEY `a` (`a`)</c>.</param>
/// <param name="ForeignKeys">Definitions of foreign keys.</param>
public sealed partial record TableDefinition(string Create, IReadOnlyList<string> Keys, IReadOnlyList<string> ForeignKeys)
{
    /// <summary>Takes a statement apart; one that is out of the ordinary is left whole.</summary>
    public static TableDefinition Parse(string create)
    {
        var whole = new TableDefinition(create, [], []);
        var name = Head().Match(create);
        if (!name.Success || Split(create, name.Length) is not { } body)
            return whole;
        var definitions = body.Definitions;
        var foreign = definitions.Where(definition => ForeignKey().IsMatch(definition)).ToList();
        var keys = definitions.Where(definition => SecondaryKey().IsMatch(definition)).ToList();
        if (CountsByAPlainKey(definitions))
            keys.Clear(); // the server wants a key on the counting column from the start
        var rest = definitions.Except(foreign).Except(keys);
        return new TableDefinition($"{create[..name.Length]}\n  {string.Join(",\n  ", rest)}\n{create[body.End..]}", keys, foreign);
    }

    private static bool CountsByAPlainKey(List<string> definitions)
    {
        var telling = definitions.ConvertAll(definition => Text().Replace(definition, "''"));
        if (telling.Find(definition => AutoIncrement().IsMatch(definition)) is not { } counting)
            return false;
        var column = Name().Match(counting).Value.Trim('`');
        return !UniqueColumn().IsMatch(counting) && !telling.Exists(definition =>
            UniqueKey().Match(definition).Groups["first"].Value.Trim('`').Equals(column, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The definitions between the parentheses, and where the closing one is; null where there is none, or a comment.</summary>
    private static (List<string> Definitions, int End)? Split(string create, int from)
    {
        var definitions = new List<string>();
        var (depth, begin) = (0, from);
        for (var i = from; i < create.Length; i++)
        {
            switch (create[i])
            {
                case '\'' or '"' or '`':
                    i = EndOfQuoted(create, i);
                    break;
                // One with a condition may open in one definition and close in another, and what ends with its line is code on the next.
                case '#':
                case '/' when create.AsSpan(i).StartsWith("/*"):
                case '-' when create.AsSpan(i) is ['-', '-'] or ['-', '-', <= ' ', ..]:
                    return null;
                case '(':
                    depth++;
                    break;
                case ')' when depth-- == 0:
                    definitions.Add(create[begin..i].Trim());
                    return (definitions, i);
                case ',' when depth == 0:
                    definitions.Add(create[begin..i].Trim());
                    begin = i + 1;
                    break;
            }
        }

        return null;
    }

    private static int EndOfQuoted(string text, int i)
    {
        var quote = text[i];
        for (i++; i < text.Length && text[i] != quote; i++)
        {
            if (text[i] == '\\' && quote != '`')
                i++;
        }

        return i;
    }

    [GeneratedRegex("""^\s*CREATE\s+TABLE\s+(IF\s+NOT\s+EXISTS\s+)?(`(?>[^`]|``)+`|\w+)\s*\(""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Head();

    [GeneratedRegex("""^(KEY|INDEX|FULLTEXT|SPATIAL)\b""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecondaryKey();

    [GeneratedRegex("""^(CONSTRAINT\s+(`(?>[^`]|``)+`\s+|\w+\s+)?)?FOREIGN\s+KEY\b""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ForeignKey();

    [GeneratedRegex(
        """^(CONSTRAINT\s+(`(?>[^`]|``)+`\s+|\w+\s+)?)?(PRIMARY|UNIQUE)\b(`(?>[^`]|``)+`|[^(`])*\(\s*(?<first>`(?>[^`]|``)+`|\w+)""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UniqueKey();

    [GeneratedRegex("""\s(PRIMARY|UNIQUE|KEY)\b""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UniqueColumn();

    [GeneratedRegex("""^(`(?>[^`]|``)+`|\w+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("""'(?>[^'\\]+|\\.|'')*'|"(?>[^"\\]+|\\.|"")*" """, RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Text();

    [GeneratedRegex("""\bAUTO_INCREMENT\b""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AutoIncrement();
}
