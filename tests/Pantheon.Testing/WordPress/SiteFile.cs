namespace Pantheon.Testing;

/// <param name="Path">Relative to the site's files (wp-content/uploads, sites/default/files), with forward slashes.</param>
/// <param name="Size">In bytes.</param>
public sealed record SiteFile(string Path, long Size);
