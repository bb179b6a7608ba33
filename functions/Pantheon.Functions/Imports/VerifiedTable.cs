namespace Pantheon.Functions.Imports;

/// <summary>A table of the new site.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Rows that were counted in it.</param>
/// <param name="ExpectedRows">Rows that were counted in the dump.</param>
public sealed record VerifiedTable(string Name, long Rows, long ExpectedRows);
