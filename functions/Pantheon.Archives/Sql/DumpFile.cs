using Pantheon.Archives.Gzip;

namespace Pantheon.Archives.Sql;

/// <summary>A dump as a file: plain or gzip'd, told by its name's end and its first bytes.</summary>
public static class DumpFile
{
    /// <summary>Whether a path is one that a dump would have.</summary>
    public static bool IsCandidate(string path) =>
        path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".sql.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The statements' bytes of a dump file.</summary>
    /// <param name="file">Becomes the answer's, which the caller disposes.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public static async Task<Stream> OpenAsync(Stream file, CancellationToken cancellationToken)
    {
        var head = new byte[2];
        var length = await file.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellationToken);
        var whole = new PrefixedStream(head.AsMemory(0, length), file);
        return head is [0x1F, 0x8B] ? new GunzipStream(whole) : whole;
    }
}
