namespace Pantheon.Archives.Inspection;

/// <summary>The dump of an archive.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its size as stored in the archive, expanded from the archive but not from a .gz of its own.</param>
/// <param name="Tables">How many tables it creates.</param>
/// <param name="Rows">How many rows it inserts.</param>
public sealed record InspectedDatabase(string Path, long Bytes, int Tables, long Rows);
