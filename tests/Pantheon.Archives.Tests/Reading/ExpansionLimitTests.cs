using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Tests.Reading;

public sealed class ExpansionLimitTests
{
    private static readonly byte[] Zeros = new byte[10 << 20];

    public static TheoryData<string> Formats => ["tar", "tar.gz", "zip"];

    private static byte[] Archive(string format, params (string Name, byte[] Content)[] files)
    {
        var tar = new TarBuilder();
        var zip = new ZipBuilder();
        foreach (var (name, content) in files)
        {
            tar.File(name, content);
            zip.File(name, content);
        }

        return format == "tar" ? tar.ToTar() : format == "zip" ? zip.ToZip() : tar.ToTarGzip();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task ReadAsync_MoreEntriesThanAllowed_Bomb(string format)
    {
        var archive = Archive(format, ("a", []), ("b", []), ("c", []));

        Assert.Equal(3, (await ReadEntry.AllAsync(archive, new() { MaxEntries = 3 })).Count);
        var refusal = await ReadEntry.RefusalAsync(archive, new() { MaxEntries = 2 });
        Assert.Equal(FindingCode.Bomb, refusal.Code);
        Assert.Contains("more than 2 entries", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task ReadAsync_EntryLargerThanAllowed_BombBeforeItIsRead(string format)
    {
        var archive = Archive(format, ("a", new byte[1000]));

        Assert.Single(await ReadEntry.AllAsync(archive, new() { MaxEntryBytes = 1000 }));
        var refusal = await ReadEntry.RefusalAsync(archive, new() { MaxEntryBytes = 999 }, withContent: false);
        Assert.Equal(FindingCode.Bomb, refusal.Code);
        Assert.Contains("'a' has 1,000 bytes", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task ReadAsync_MoreBytesThanAllowed_Bomb(string format)
    {
        var archive = Archive(format, ("a", new byte[60_000]), ("b", new byte[60_000]));

        Assert.Equal(2, (await ReadEntry.AllAsync(archive, new() { MaxExpandedBytes = 130_000 })).Count);
        Assert.Equal(FindingCode.Bomb, (await ReadEntry.RefusalAsync(archive, new() { MaxExpandedBytes = 100_000 })).Code);
    }

    [Theory]
    [InlineData("tar.gz")]
    [InlineData("zip")]
    public async Task ReadAsync_RatioBeyondMeasure_Bomb(string format)
    {
        var limits = new ArchiveLimits { MaxRatio = 100, RatioFrom = 1 << 20 };

        var refusal = await ReadEntry.RefusalAsync(Archive(format, ("a", Zeros)), limits);

        Assert.Equal(FindingCode.Bomb, refusal.Code);
        Assert.Equal("The archive expands beyond all measure", refusal.Title);
        Assert.Contains("100 times", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_SkippedContentOfAGzip_CountsToo() =>
        Assert.Equal(
            FindingCode.Bomb,
            (await ReadEntry.RefusalAsync(Archive("tar.gz", ("a", Zeros)), new() { MaxExpandedBytes = 1 << 20 }, withContent: false)).Code);

    [Fact]
    public async Task ReadAsync_HighRatioOfLittle_Accepted() =>
        Assert.Single(await ReadEntry.AllAsync(Archive("tar.gz", ("a", Zeros)), new() { MaxRatio = 2 }));

    [Fact]
    public async Task ReadAsync_BytesBehindTheLastEntry_CountToo()
    {
        byte[] tar = [.. new TarBuilder().File("a").ToTar(), .. Zeros];

        Assert.Equal(FindingCode.Bomb, (await ReadEntry.RefusalAsync(TarBuilder.Gzip(tar), new() { MaxExpandedBytes = 1 << 20 })).Code);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('g')]
    [InlineData('L')]
    public async Task ReadAsync_HugeHeaderRecord_RefusedBeforeItIsRead(char type)
    {
        var archive = new TarBuilder().Entry("h", type, Zeros, size: 2_000_000_000, gnu: type == 'L').ToTarGzip();

        // Once it were read, as much as there is, it would be truncated.
        Assert.Equal(FindingCode.Bomb, (await ReadEntry.RefusalAsync(archive)).Code);
    }

    // The platform's reader takes a header without the magic for one all the same.
    [Theory]
    [InlineData('x')]
    [InlineData('g')]
    public async Task ReadAsync_HugeHeaderRecordWithoutTheMagic_Refused(char type)
    {
        var tar = new TarBuilder().Entry("h", type, [], size: 2_000_000_000).ToTar();
        tar.AsSpan(257, 8).Clear();

        Assert.Equal(FindingCode.Bomb, (await ReadEntry.RefusalAsync(TarBuilder.Gzip(tar))).Code);
    }

    [Fact]
    public async Task ReadAsync_ZipListingOneEntryManyTimes_EveryReadingCounts()
    {
        var archive = new ZipBuilder().Entry(new("a") { Content = new byte[1 << 20], Listed = 100 }).ToZip();

        Assert.Equal(FindingCode.Bomb, (await ReadEntry.RefusalAsync(archive, new() { MaxExpandedBytes = 50 << 20 })).Code);
    }
}
