namespace Pantheon.Archives.Inspection;

/// <summary>Something that an inspection found.</summary>
/// <param name="Code">Stable; one of <see cref="FindingCode"/>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">What it is, as users know it.</param>
/// <param name="Detail">What was found and what to do about it.</param>
/// <param name="Path">The path it is about; several are separated by commas; null where it is about the whole.</param>
public sealed record Finding(string Code, Severity Severity, string Title, string Detail, string? Path)
{
    internal static Finding Of(string code, Severity severity, string detail, params IEnumerable<string> paths) =>
        new(code, severity, FindingCode.TitleOf(code), detail, string.Join(", ", paths) is { Length: > 0 } path ? path : null);
}
