namespace Pantheon.Archives.Inspection;

/// <summary>The files directory of an archive: what visitors uploaded.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Count">Files in it.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record InspectedFiles(string Path, long Count, long Bytes);
