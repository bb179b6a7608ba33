using System.Text.RegularExpressions;

namespace Pantheon.Archives.Php;

/// <summary>
/// A PHP settings file (wp-config.php, settings.php) as its top-level statements. Strings and comments are understood; nothing is run.
/// </summary>
public sealed partial class PhpSettings
{
    private readonly List<string> statements;

    private PhpSettings(List<string> statements) => this.statements = statements;

    /// <summary>The statements, without comments, each with its end mark.</summary>
    public IReadOnlyList<string> Statements => statements;

    /// <summary>Splits a file into statements.</summary>
    public static PhpSettings Parse(string php) => new(PhpStatements.Split(php));

    /// <summary>The literal value of a constant's define(); null where it is not defined, or by an expression.</summary>
    public string? Constant(string name) => statements
        .Select(statement => Define().Match(statement))
        .FirstOrDefault(match => match.Success && match.Groups["name"].Value == name)?.Groups["value"].Value is { } literal
        ? Unquote(literal)
        : null;

    /// <summary>The literal value assigned to a variable or one of its keys, such as <c>$table_prefix</c>; the last one counts; null as above.</summary>
    public string? Variable(string variable) => statements
        .Where(statement => statement.StartsWith(variable, StringComparison.Ordinal))
        .Select(statement => statement[variable.Length..].TrimStart())
        .Where(rest => rest.StartsWith('=') && !rest.StartsWith("==", StringComparison.Ordinal))
        .Select(rest => Unquote(rest[1..].Trim().TrimEnd(';').Trim()))
        .LastOrDefault();

    /// <summary>The names that a statement defines: the constant of a define(), or the variable of an assignment; null for all else.</summary>
    public static string? NameOf(string statement) =>
        Define().Match(statement) is { Success: true } define ? define.Groups["name"].Value
        : Assignment().Match(statement) is { Success: true } assignment ? assignment.Value
        : null;

    private static string? Unquote(string text) => Literal().Match(text) switch
    {
        { Success: false } => null,
        { Groups: var groups } when groups["single"].Success => SingleEscape().Replace(groups["single"].Value, escape => escape.Value[1..]),
        { Groups: var groups } when groups["double"].Success => DoubleEscape().Replace(
            groups["double"].Value,
            escape => escape.Value switch { @"\n" => "\n", @"\r" => "\r", @"\t" => "\t", var other => other[1..] }),
        var bare => bare.Value,
    };

    // A string without anything computed in it, a number or a word such as true.
    [GeneratedRegex("""^(?:'(?<single>(?>[^'\\]+|\\.)*)'|"(?<double>(?>[^"\\$]+|\\.)*)"|[\w.+-]+)$""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex("""\\['\\]""", RegexOptions.None, 1000)]
    private static partial Regex SingleEscape();

    // Other escapes of PHP are left as they are written.
    [GeneratedRegex("""\\["\\$nrt]""", RegexOptions.None, 1000)]
    private static partial Regex DoubleEscape();

    [GeneratedRegex("""^\s*define\s*\(\s*['"](?<name>\w+)['"]\s*,\s*(?<value>.*?)\s*(,\s*(true|false)\s*)?\)\s*;?$""", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Define();

    [GeneratedRegex("""^\$\w+""", RegexOptions.None, 1000)]
    private static partial Regex Assignment();
}
