namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>A Drupal 7 whose archive takes two ranges of 8 MiB: there is a film among its files.</summary>
internal static class FilmSite
{
    private const int Film = 12 << 20;

    private static readonly Lazy<byte[]> Archive = new(Make);

    private static Answer Good => Answer.Bytes(Archive.Value) with { ETag = "\"film\"" };

    internal static Uri Serve(ArchiveServer archives) => archives.Serve("/film.tar", Good);

    /// <summary>A link that ends after the first look and the first range.</summary>
    internal static Uri ServeExpiring(ArchiveServer archives) => archives.Serve("/expiring.tar", request => request.Number > 2 ? Answer.Error(403) : Good);

    private static byte[] Make()
    {
        using var archive = new MemoryStream();
        var film = ArchiveEntry.File("public_html/sites/default/files/film.mp4", new byte[Film]);
        new DrushArchive { Format = ArchiveFormat.Tar, Extra = [film] }.WriteAsync(archive).GetAwaiter().GetResult();
        return archive.ToArray();
    }
}
