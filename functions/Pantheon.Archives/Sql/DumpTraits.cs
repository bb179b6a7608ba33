using System.Text;
using System.Text.RegularExpressions;

namespace Pantheon.Archives.Sql;

/// <summary>What a dump tells of the place that it comes from, gathered statement by statement.</summary>
public sealed partial class DumpTraits
{
    /// <summary>Bytes at a dump's beginning in which its header stands.</summary>
    internal const int HeaderBytes = 4 << 10;

    private const int OptionsBytes = 256 << 10;

    private readonly SortedSet<string> engines = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> characterSets = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> collations = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> urls = [];

    /// <summary>The server that the dump was made from, as its header names it, such as <c>10.11.6-MariaDB</c>; null where it does not.</summary>
    public string? ServerVersion { get; private set; }

    /// <summary>The PHP version that phpMyAdmin's header names; null where there is none.</summary>
    public string? PhpVersion { get; private set; }

    /// <summary>Engines of the tables.</summary>
    public IReadOnlyCollection<string> Engines => engines;

    /// <summary>Character sets of the tables.</summary>
    public IReadOnlyCollection<string> CharacterSets => characterSets;

    /// <summary>Collations of the tables and their columns.</summary>
    public IReadOnlyCollection<string> Collations => collations;

    /// <summary>Views, triggers, routines and events that are created.</summary>
    public int Programs { get; private set; }

    /// <summary>Those among them that name an account of the old server.</summary>
    public int Definers { get; private set; }

    /// <summary>Addresses that a WordPress site has for itself: siteurl and home.</summary>
    public IReadOnlyList<string> Urls => urls;

    internal void Look(ReadOnlySpan<byte> statement, SqlStatement parsed)
    {
        switch (parsed)
        {
            case { Kind: SqlStatementKind.CreateTable }:
                LookAtTable(Encoding.Latin1.GetString(statement));
                break;
            case { Kind: SqlStatementKind.Program }:
                LookAtProgram(Encoding.Latin1.GetString(statement[..Math.Min(statement.Length, HeaderBytes)]));
                break;
            case { Kind: SqlStatementKind.Insert, Table: { } table } when table.EndsWith("options", StringComparison.OrdinalIgnoreCase):
                LookAtOptions(Encoding.UTF8.GetString(statement[..Math.Min(statement.Length, OptionsBytes)]));
                break;
        }
    }

    /// <summary>Looks at a dump's first bytes: comments before the first statement are no statements.</summary>
    internal void LookAtHeader(ReadOnlySpan<byte> first)
    {
        var comments = Encoding.Latin1.GetString(first).Split('\n').TakeWhile(line => line.TrimEnd('\r') is "" or ['-', '-', ..] or ['/', '*', ..] or ['#', ..] or ['S', 'E', 'T', ' ', ..]);
        var text = string.Join('\n', comments);
        ServerVersion = Value(Server().Match(text));
        PhpVersion = Value(Php().Match(text));
    }

    private void LookAtTable(string create)
    {
        foreach (Match trait in TableTrait().Matches(create))
        {
            if (trait.Groups["engine"].Success)
                engines.Add(trait.Groups["engine"].Value);
            else if (trait.Groups["set"].Success)
                characterSets.Add(trait.Groups["set"].Value);
            else if (trait.Groups["collation"].Success)
                collations.Add(trait.Groups["collation"].Value);
        }
    }

    private void LookAtProgram(string program)
    {
        if (!Creation().IsMatch(program))
            return;
        Programs++;
        Definers += program.Contains("DEFINER", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
    }

    private void LookAtOptions(string insert)
    {
        foreach (Match option in OwnAddress().Matches(insert))
        {
            if (urls.Count < 10 && !urls.Contains(option.Groups["value"].Value, StringComparer.Ordinal))
                urls.Add(option.Groups["value"].Value);
        }
    }

    private static string? Value(Match match) => match.Success ? match.Groups["value"].Value : null;

    [GeneratedRegex(@"^-- Server version:?\s+(?<value>[\w.+~-]{1,60})", RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Server();

    [GeneratedRegex(@"^-- PHP Version:\s+(?<value>[\w.+~-]{1,40})", RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Php();

    // Quoted text is passed over first: a default or a comment may hold anything.
    [GeneratedRegex(
        """
        '(?>[^'\\]+|\\.|'')*' | `[^`]*`
        | \b(?:ENGINE|TYPE)\s*=\s*(?<engine>\w+)
        | \b(?:CHARSET|CHARACTER\s+SET)\s*=?\s*(?<set>\w+)
        | \bCOLLATE\s*=?\s*(?<collation>\w+)
        """,
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 10_000)]
    private static partial Regex TableTrait();

    [GeneratedRegex(@"\bCREATE\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Creation();

    [GeneratedRegex(@"'(?:siteurl|home)'\s*,\s*'(?<value>https?:[^'\\\s]{1,500})'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnAddress();
}
