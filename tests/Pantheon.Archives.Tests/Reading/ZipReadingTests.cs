using System.Text;
using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Tests.Reading;

public sealed class ZipReadingTests
{
    [Fact]
    public async Task ReadAsync_FilesAndDirectories_AsListed()
    {
        var entries = await ReadEntry.AllAsync(
            new ZipBuilder().File("./site/").File("./site/été.php", "<?php", 0x81ED).Entry(new("b") { Content = [1, 2], Deflate = false }).ToZip());

        Assert.Equal(["site", "site/été.php", "b"], entries.Select(entry => entry.Path));
        Assert.Equal([EntryKind.Directory, EntryKind.File, EntryKind.File], entries.Select(entry => entry.Kind));
        Assert.Equal("<?php", entries[1].Text);
        Assert.Equal((UnixFileMode)0b111_101_101, entries[1].Mode);
        Assert.Equal(new DateTime(2024, 2, 29, 12, 30, 42, DateTimeKind.Unspecified), entries[1].ModifiedAt.DateTime);
        Assert.Equal([1, 2], entries[2].Content);
    }

    [Fact]
    public async Task ReadAsync_NoUnixModes_UsualOnes()
    {
        var entries = await ReadEntry.AllAsync(new ZipBuilder().File("d/").File("f").ToZip());

        Assert.Equal([(UnixFileMode)0b111_101_101, (UnixFileMode)0b110_100_100], entries.Select(entry => entry.Mode));
    }

    [Fact]
    public async Task ReadAsync_SetUid_LeftOut() =>
        Assert.Equal((UnixFileMode)0b111_101_101, Assert.Single(await ReadEntry.AllAsync(new ZipBuilder().File("f", "", 0x8FED).ToZip())).Mode);

    [Fact]
    public async Task ReadAsync_DirectoryByItsAttributesOnly_Directory()
    {
        var entries = await ReadEntry.AllAsync(
            new ZipBuilder().File("unix", "", 0x41ED).Entry(new("dos") { DosAttributes = 0x10 }).ToZip());

        Assert.All(entries, entry => Assert.Equal(EntryKind.Directory, entry.Kind));
    }

    [Fact]
    public async Task ReadAsync_SymlinkByItsAttributes_ToldWithItsTarget()
    {
        var link = Assert.Single(await ReadEntry.AllAsync(new ZipBuilder().Symlink("a/link", "../b/é").ToZip()));

        Assert.Equal((EntryKind.SymbolicLink, "../b/é", 0L), (link.Kind, link.LinkTarget, link.Length));
        Assert.Empty(link.Content);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../x")]
    [InlineData("x/../..")]
    public async Task ReadAsync_SymlinkOut_Refused(string target) =>
        Assert.Equal(FindingCode.UnsafePath, (await ReadEntry.RefusalAsync(new ZipBuilder().Symlink("link", target).ToZip())).Code);

    [Fact]
    public async Task ReadAsync_SymlinkWithAnOverlongTarget_Refused()
    {
        var archive = new ZipBuilder().Symlink("link", new string('x', 10_000)).ToZip();

        Assert.Contains("overlong", (await ReadEntry.RefusalAsync(archive)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x2000)]
    [InlineData(0x6000)]
    [InlineData(0x1000)]
    [InlineData(0xC000)]
    public async Task ReadAsync_DevicesFifosSockets_Refused(int type) =>
        Assert.Equal(FindingCode.UnsafePath, (await ReadEntry.RefusalAsync(new ZipBuilder().File("dev/null", "", type | 0x1B6).ToZip())).Code);

    [Theory]
    [InlineData("../evil")]
    [InlineData("/evil")]
    [InlineData("C:/evil")]
    [InlineData("a\\..\\evil")]
    [InlineData("a\0b")]
    [InlineData("a\u007fb")]
    public async Task ReadAsync_UnsafeNames_Refused(string name) =>
        Assert.Equal(FindingCode.UnsafePath, (await ReadEntry.RefusalAsync(new ZipBuilder().File(name).ToZip())).Code);

    [Fact]
    public async Task ReadAsync_Encrypted_RefusedWithTheWayOut()
    {
        var refusal = await ReadEntry.RefusalAsync(new ZipBuilder().Entry(new("secret.sql") { Flags = 1 }).ToZip());

        Assert.Equal(FindingCode.Format, refusal.Code);
        Assert.Contains("encrypted ('secret.sql')", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("without a password", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_Empty_NoEntries() => Assert.Empty(await ReadEntry.AllAsync(new ZipBuilder().ToZip()));

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(5000)]
    public async Task ReadAsync_CutShort_Truncated(int missing)
    {
        var archive = new ZipBuilder().Entry(new("a") { Content = new byte[10_000], Deflate = false }).ToZip()[..^missing];

        Assert.Equal(FindingCode.Truncated, (await ReadEntry.RefusalAsync(archive)).Code);
    }

    [Fact]
    public async Task Open_ContentLongerThanTheDirectorySays_NothingBeyondIsPassedOn()
    {
        var archive = new ZipBuilder().Entry(new("a") { Content = new byte[1_000_000], Deflate = false, Size = 1000 }).ToZip();
        await using var entries = ArchiveReader.ReadAsync(new MemoryStream(archive), new() { MaxEntryBytes = 1000 }).GetAsyncEnumerator();
        await entries.MoveNextAsync();
        await using var content = entries.Current.Open();
        var read = new MemoryStream();

        await Assert.ThrowsAsync<InvalidDataException>(() => content.CopyToAsync(read));

        Assert.InRange(read.Length, 0, 1000);
    }

    [Fact]
    public async Task ReadAsync_SymlinkWhoseTargetIsLongerThanTheDirectorySays_RefusedWithoutTheMemory()
    {
        var archive = new ZipBuilder().Entry(new("link") { Content = new byte[20 << 20], Deflate = false, Crc = 0, Size = 10, UnixMode = 0xA1FF }).ToZip();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(FindingCode.Truncated, (await ReadEntry.RefusalAsync(archive)).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 << 20);
    }

    [Fact]
    public async Task ReadAsync_SymlinksListedManyTimes_CountAsExpansion()
    {
        var link = new ZipEntry("link") { Content = Encoding.ASCII.GetBytes(new string('x', 4000)), UnixMode = 0xA1FF, Listed = 100 };

        Assert.Equal(FindingCode.Bomb, (await ReadEntry.RefusalAsync(new ZipBuilder().Entry(link).ToZip(), new() { MaxExpandedBytes = 100_000 })).Code);
    }

    [Fact]
    public async Task ReadAsync_LinkByItsModeAndDirectoryByItsName_DirectoryWithoutATarget()
    {
        var directory = Assert.Single(await ReadEntry.AllAsync(new ZipBuilder().Symlink("a/", "b").ToZip()));

        Assert.Equal((EntryKind.Directory, null), (directory.Kind, directory.LinkTarget));
    }

    [Theory]
    [InlineData(0)] // the size
    [InlineData(16)] // where the entry begins
    public async Task ReadAsync_Zip64NumberWithTheHighestBit_Truncated(int field)
    {
        var archive = Zip64.OneEntry("a/b", [.. "text"u8]);
        var listing = archive.AsSpan().IndexOf("PK\x1\x2"u8) + 46 + "a/b".Length + 4;
        archive[listing + field + 7] = 0x80;

        Assert.Equal(FindingCode.Truncated, (await ReadEntry.RefusalAsync(archive, withContent: field == 16)).Code);
    }

    public static TheoryData<string, bool> Lies => new()
    {
        { "checksum", true }, { "checksum", false }, { "smaller", true }, { "larger", true }, { "damaged", false }, { "method", true },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task ReadAsync_ContentIsNotWhatTheDirectorySays_Truncated(string lie, bool deflate)
    {
        var entry = new ZipEntry("a") { Content = Encoding.ASCII.GetBytes(new string('x', 5000)), Deflate = deflate };
        var archive = new ZipBuilder().Entry(lie switch
        {
            "checksum" => entry with { Crc = 42 },
            "smaller" => entry with { Size = 100 },
            "larger" => entry with { Size = 6000 },
            "method" => entry with { Method = 14 },
            _ => entry,
        }).ToZip();
        if (lie == "damaged")
            archive[1000] ^= 1;

        Assert.Equal(FindingCode.Truncated, (await ReadEntry.RefusalAsync(archive)).Code);
    }
}
