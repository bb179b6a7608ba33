namespace Pantheon.Functions.Imports;

/// <summary>Values as PHP source.</summary>
internal static class PhpLiteral
{
    /// <summary>A single-quoted string.</summary>
    internal static string Of(string value) =>
        $"'{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
