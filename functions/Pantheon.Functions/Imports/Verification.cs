namespace Pantheon.Functions.Imports;

/// <summary>What the new site has, held against the archive.</summary>
/// <param name="Ok">Whether all of it that can be looked at is the same.</param>
/// <param name="Code">The code; null where the platform does not let it be looked at.</param>
/// <param name="Database">The database; null likewise.</param>
/// <param name="Files">The files; null likewise.</param>
/// <param name="Differences">What is not the same, by name; the first hundred.</param>
public sealed record Verification(
    bool Ok, VerifiedCode? Code, VerifiedDatabase? Database, VerifiedFiles? Files, IReadOnlyList<string> Differences);
