namespace Pantheon.Functions.Imports;

/// <summary>The code of the new site.</summary>
/// <param name="Commit">The commit's id.</param>
/// <param name="Files">Files in its tree.</param>
public sealed record VerifiedCode(string Commit, long Files);
