namespace Pantheon.Functions.Imports;

/// <summary>The database of the new site.</summary>
/// <param name="Tables">Its tables.</param>
public sealed record VerifiedDatabase(IReadOnlyList<VerifiedTable> Tables);
