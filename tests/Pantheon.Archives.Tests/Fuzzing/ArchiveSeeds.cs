using System.Text;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Sound archives, small ones, of every kind that is read.</summary>
internal static class ArchiveSeeds
{
    private static readonly string Long = string.Join('/', Enumerable.Repeat("a-directory", 12)) + "/file.txt";

    private static readonly SiteTree Site = new SiteTree().WordPress("site").Dump("site.sql").Add("site/wp-content/uploads/é.txt", "é")
        .Add("site/old.sql.gz", TarBuilder.Gzip(Dump.Bytes(Dump.Small)));

    internal static IReadOnlyList<byte[]> Tars { get; } =
    [
        new TarBuilder().Directory("a").File("a/b", "text", time: 1_700_000_000).Symlink("a/link", "../a/b").HardLink("hard", "a/b").File("c", new byte[1500]).ToTar(),
        new TarBuilder().GnuLongName(Long).Entry("short", '0', [1, 2, 3], gnu: true).Entry("././@LongLink", 'K', Encoding.UTF8.GetBytes(Long + "\0"), gnu: true)
            .Entry("link", '2', link: "short", gnu: true).ToTar(),
        new TarBuilder().GlobalPax("comment", "by hand").Pax("path", Long).File("short", "text").Pax("mtime", "1700000000.25").File("b", "b")
            .Pax("size", "4").File("c", "text").Pax("linkpath", Long).Symlink("d", "x").ToTar(),
        Site.Pack("tar"),
        new SiteTree().Drupal7("web").Add("web/MANIFEST.ini", Manifests.Drush()).Dump("web/shop.sql").Pack("tar"),
        new TarBuilder().File("zeros", new byte[60_000]).ToTar(),
        new TarBuilder().ToTar(),
    ];

    internal static IReadOnlyList<byte[]> Gzips { get; } =
    [
        .. Tars.Select(tar => TarBuilder.Gzip(tar)),
        [.. TarBuilder.Gzip(Tars[0].AsSpan(0, 700)), .. TarBuilder.Gzip(Tars[0].AsSpan(700))],
        TarBuilder.Gzip(Dump.Bytes(Dump.Small)),
    ];

    internal static IReadOnlyList<byte[]> Zips { get; } =
    [
        new ZipBuilder().File("a/").File("a/b", "text", 0x81A4).Symlink("a/link", "b").File("é", "é").ToZip(),
        new ZipBuilder().Entry(new("stored") { Content = [.. "stored text"u8], Deflate = false }).Entry(new("twice") { Content = [1, 2, 3], Listed = 2 })
            .Entry(new("link") { Content = [.. "stored"u8], Deflate = false, UnixMode = 0xA1FF }).ToZip(),
        Site.Pack("zip"),
        new SiteTree().DrupalComposer("", "web").Dump("db.sql").Pack("zip"),
        new ZipBuilder().File("zeros", new byte[60_000]).ToZip(),
        new ZipBuilder().ToZip(),
        Zip64.OneEntry("a/b", [.. "text"u8]),
    ];
}
