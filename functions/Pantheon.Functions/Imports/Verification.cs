namespace Pantheon.Functions.Imports;

/// <summary>What the new site has, held against the archive.</summary>
/// <param name="Ok">Whether all of it is the same.</param>
/// <param name="Code">The code.</param>
/// <param name="Database">The database; null where the archive's was not looked at.</param>
/// <param name="Files">The files.</param>
/// <param name="Differences">What is not the same, by name; the first hundred.</param>
public sealed record Verification(
    bool Ok, VerifiedCode Code, VerifiedDatabase Database, VerifiedFiles Files, IReadOnlyList<string> Differences);
