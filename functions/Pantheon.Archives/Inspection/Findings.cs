namespace Pantheon.Archives.Inspection;

/// <summary>The findings of one inspection, as they are made.</summary>
internal sealed class Findings
{
    private readonly List<Finding> findings = [];

    /// <summary>What stops the migration.</summary>
    internal void Error(string code, string detail, params IEnumerable<string> paths) => findings.Add(Finding.Of(code, Severity.Error, detail, paths));

    /// <summary>What the owner should look at.</summary>
    internal void Warn(string code, string detail, params IEnumerable<string> paths) => findings.Add(Finding.Of(code, Severity.Warning, detail, paths));

    /// <summary>What the owner may like to know.</summary>
    internal void Note(string code, string detail, params IEnumerable<string> paths) => findings.Add(Finding.Of(code, Severity.Note, detail, paths));

    /// <summary>All of them, the worst first, in the order they were made.</summary>
    internal IReadOnlyList<Finding> BySeverity() => [.. findings.OrderByDescending(finding => finding.Severity)];
}
