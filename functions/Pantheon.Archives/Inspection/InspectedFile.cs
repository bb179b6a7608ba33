namespace Pantheon.Archives.Inspection;

/// <summary>A file of an archive.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its size.</param>
public sealed record InspectedFile(string Path, long Bytes);
