using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Tests.Reading;

public sealed class TarReadingTests
{
    private const string Long = "a/very/long/path/that/does/not/fit/into/the/hundred/bytes/of/the/name/field/of/a/tar/header/so/it/needs/more.txt";

    [Fact]
    public async Task ReadAsync_TarAndTarGzip_SameEntries()
    {
        var tar = new TarBuilder().Directory("site/").File("site/index.php", "<?php", 0b111_101_000, 1_700_000_000);

        foreach (var archive in new[] { tar.ToTar(), tar.ToTarGzip() })
        {
            var entries = await ReadEntry.AllAsync(archive);

            Assert.Equal(["site", "site/index.php"], entries.Select(entry => entry.Path));
            Assert.Equal([EntryKind.Directory, EntryKind.File], entries.Select(entry => entry.Kind));
            Assert.Equal("<?php", entries[1].Text);
            Assert.Equal(5, entries[1].Length);
            Assert.Equal((UnixFileMode)0b111_101_000, entries[1].Mode);
            Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), entries[1].ModifiedAt);
        }
    }

    [Fact]
    public async Task ReadAsync_SetUidAndSticky_LeftOut()
    {
        var entries = await ReadEntry.AllAsync(new TarBuilder().File("a", "", mode: 0b111_111_101_101).ToTar());

        Assert.Equal((UnixFileMode)0b111_101_101, Assert.Single(entries).Mode);
    }

    [Fact]
    public async Task ReadAsync_LongNames_Whole()
    {
        var entries = await ReadEntry.AllAsync(
            new TarBuilder()
                .GnuLongName(Long).Entry("cut", '0', "g"u8.ToArray(), gnu: true)
                .Pax("path", "pax/" + Long).File("cut", "p")
                .ToTarGzip());

        Assert.Equal([(Long, "g"), ("pax/" + Long, "p")], entries.Select(entry => (entry.Path, entry.Text)));
    }

    [Fact]
    public async Task ReadAsync_NonAsciiNames_AsWritten()
    {
        var entries = await ReadEntry.AllAsync(new TarBuilder().File("été/naïve.txt").Pax("path", "日本/😀.png").File("x").ToTar());

        Assert.Equal(["été/naïve.txt", "日本/😀.png"], entries.Select(entry => entry.Path));
    }

    [Fact]
    public async Task ReadAsync_DotPrefixes_LeftOutAndTheRootSkipped()
    {
        var entries = await ReadEntry.AllAsync(new TarBuilder().Directory("./").File("./a/./b").ToTar());

        Assert.Equal("a/b", Assert.Single(entries).Path);
    }

    [Fact]
    public async Task ReadAsync_DuplicateEntries_AllInOrder()
    {
        var entries = await ReadEntry.AllAsync(new TarBuilder().File("a", "1").File("b", "2").File("a", "3").ToTarGzip());

        Assert.Equal(["a1", "b2", "a3"], entries.Select(entry => entry.Path + entry.Text));
    }

    [Fact]
    public async Task ReadAsync_GlobalPaxHeader_Skipped()
    {
        var entries = await ReadEntry.AllAsync(new TarBuilder().GlobalPax("comment", "1234").File("a").ToTar());

        Assert.Equal("a", Assert.Single(entries).Path);
    }

    [Fact]
    public async Task ReadAsync_ContentNotRead_NextEntryFollows()
    {
        var entries = await ReadEntry.AllAsync(new TarBuilder().File("a", new byte[100_000]).File("b", "x").ToTarGzip(), withContent: false);

        Assert.Equal(["a", "b"], entries.Select(entry => entry.Path));
    }

    [Fact]
    public async Task ReadAsync_LinksInside_ToldWithTheirTargets()
    {
        var entries = await ReadEntry.AllAsync(
            new TarBuilder().File("a/b", "x").Symlink("a/link", "../a/b").HardLink("hard", "./a/b").ToTar());

        Assert.Equal((EntryKind.SymbolicLink, "../a/b"), (entries[1].Kind, entries[1].LinkTarget));
        Assert.Equal((EntryKind.HardLink, "a/b"), (entries[2].Kind, entries[2].LinkTarget));
        Assert.All(entries[1..], link => Assert.Equal((0L, 0), (link.Length, link.Content.Length)));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../outside")]
    [InlineData("b/../../outside")]
    [InlineData("..\\outside")]
    public async Task ReadAsync_SymlinkOut_Refused(string target)
    {
        var refusal = await ReadEntry.RefusalAsync(new TarBuilder().Symlink("link", target).ToTar());

        Assert.Equal(FindingCode.UnsafePath, refusal.Code);
        Assert.Contains("'link' is a link that leads out", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_LinkThatIsADirectoryLater_NothingBelowItIsTaken()
    {
        var tar = new TarBuilder().Directory("real").Symlink("a", "real").Directory("a").File("a/x", "x");

        Assert.Equal(FindingCode.UnsafePath, (await Assert.ThrowsAsync<ArchiveException>(() => ReadEntry.AllAsync(tar.ToTar()))).Code);
    }

    [Fact]
    public async Task ReadAsync_ChainedSymlinksOut_Refused()
    {
        var refusal = await ReadEntry.RefusalAsync(new TarBuilder().Symlink("a/b/up", "../..").Symlink("out", "a/b/up/..").ToTar());

        Assert.Equal(FindingCode.UnsafePath, refusal.Code);
    }

    [Theory]
    [InlineData('0')]
    [InlineData('2')]
    public async Task ReadAsync_EntryBelowASymlink_Refused(char type)
    {
        var refusal = await ReadEntry.RefusalAsync(
            new TarBuilder().Symlink("a/b/up", "../..").Entry("a/b/up/c/d", type, link: "..").ToTar());

        Assert.Equal(FindingCode.UnsafePath, refusal.Code);
        Assert.Contains("a/b/up", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../outside")]
    public async Task ReadAsync_HardLinkOut_Refused(string target) =>
        Assert.Equal(FindingCode.UnsafePath, (await ReadEntry.RefusalAsync(new TarBuilder().HardLink("link", target).ToTar())).Code);

    // No entry has that path.
    [Theory]
    [InlineData(".")]
    [InlineData("./")]
    public async Task ReadAsync_HardLinkToTheTop_Refused(string target) =>
        Assert.Equal(FindingCode.UnsafePath, (await ReadEntry.RefusalAsync(new TarBuilder().HardLink("link", target).ToTar())).Code);

    [Theory]
    [InlineData('3', "CharacterDevice")]
    [InlineData('4', "BlockDevice")]
    [InlineData('6', "Fifo")]
    public async Task ReadAsync_DevicesAndFifos_Refused(char type, string kind)
    {
        var refusal = await ReadEntry.RefusalAsync(new TarBuilder().Entry("dev/null", type).ToTar());

        Assert.Equal(FindingCode.UnsafePath, refusal.Code);
        Assert.Contains(kind, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_SparseFiles_RefusedWithTheWayOut()
    {
        TarBuilder[] archives =
        [
            new TarBuilder().Entry("a", 'S', gnu: true),
            new TarBuilder().Pax("GNU.sparse.major", "1").File("GNUSparseFile.0/a"),
        ];
        foreach (var archive in archives)
        {
            var refusal = await ReadEntry.RefusalAsync(archive.ToTarGzip());

            Assert.Equal(FindingCode.Format, refusal.Code);
            Assert.Contains("without --sparse", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/evil")]
    [InlineData("a/../../evil")]
    [InlineData("C:/evil")]
    [InlineData("a\\evil")]
    [InlineData("a\u001bevil")]
    public async Task ReadAsync_UnsafeNames_RefusedHoweverTheyAreWritten(string name)
    {
        TarBuilder[] archives =
        [
            new TarBuilder().File(name),
            new TarBuilder().Pax("path", name).File("harmless"),
            new TarBuilder().GnuLongName(name).Entry("harmless", '0', gnu: true),
            new TarBuilder().Directory(name),
        ];
        foreach (var archive in archives)
            Assert.Equal(FindingCode.UnsafePath, (await ReadEntry.RefusalAsync(archive.ToTar())).Code);
    }

    [Fact]
    public async Task ReadAsync_NulInAPaxName_NoOtherPath()
    {
        var archive = new TarBuilder().Pax("path", "a\0/../../b").File("harmless").ToTar();

        Assert.Equal(FindingCode.UnsafePath, (await ReadEntry.RefusalAsync(archive)).Code);
    }
}
