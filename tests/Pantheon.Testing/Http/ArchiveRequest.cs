namespace Pantheon.Testing;

/// <summary>A request that <see cref="ArchiveServer"/> got.</summary>
/// <param name="Number">1 for the first of this method and path, then 2...</param>
/// <param name="Method">GET, HEAD...</param>
/// <param name="Path">With the query string, as sent.</param>
/// <param name="Range">The Range header, such as "bytes=100-"; null without one.</param>
/// <param name="Headers">All headers; several values joined by commas.</param>
public sealed record ArchiveRequest(int Number, string Method, string Path, string? Range, IReadOnlyDictionary<string, string> Headers);
