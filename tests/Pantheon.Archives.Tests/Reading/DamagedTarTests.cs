using System.Security.Cryptography;
using System.Text;
using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Tests.Reading;

public sealed class DamagedTarTests
{
    // What does not compress, the same in every run.
    private static readonly byte[] Noise = [.. Enumerable.Range(0, 10_000).SelectMany(i => SHA256.HashData(BitConverter.GetBytes(i)))];

    private static TarBuilder Whole => new TarBuilder().File("a", Noise).File("b", Noise);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    [InlineData(200_000)]
    public async Task ReadAsync_GzipCutShort_Truncated(int missing)
    {
        var archive = Whole.ToTarGzip()[..^missing];

        Assert.Equal(FindingCode.Truncated, (await ReadEntry.RefusalAsync(archive)).Code);
        Assert.Equal(FindingCode.Truncated, (await ReadEntry.RefusalAsync(archive, withContent: false)).Code);
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(321_000)]
    [InlineData(321_100)]
    public async Task ReadAsync_TarCutShort_Truncated(int missing)
    {
        var archive = Whole.ToTar()[..^missing];

        Assert.Equal(FindingCode.Truncated, (await ReadEntry.RefusalAsync(archive)).Code);
        Assert.Equal(FindingCode.Truncated, (await ReadEntry.RefusalAsync(archive, withContent: false)).Code);
    }

    [Fact]
    public async Task ReadAsync_GzipChecksumWrong_Truncated()
    {
        var archive = Whole.ToTarGzip();
        archive[^8] ^= 1;

        Assert.Equal(FindingCode.Truncated, (await ReadEntry.RefusalAsync(archive)).Code);
    }

    [Fact]
    public async Task ReadAsync_TarHeaderUnreadable_Truncated()
    {
        var archive = Whole.ToTar();
        archive[130] = (byte)'x'; // in the size

        Assert.Equal(FindingCode.Truncated, (await ReadEntry.RefusalAsync(archive)).Code);
    }

    // Whoever wants but one entry reads no further.
    [Fact]
    public async Task Open_TarCutShortWithinTheContent_EndIsToldToWhoeverReadsIt()
    {
        await using var entries = ArchiveReader.ReadAsync(new MemoryStream(Whole.ToTar()[..5000]), new()).GetAsyncEnumerator();
        await entries.MoveNextAsync();
        await using var content = entries.Current.Open();

        var error = await Assert.ThrowsAsync<EndOfStreamException>(() => content.CopyToAsync(Stream.Null));

        Assert.Equal(FindingCode.Truncated, ArchiveReader.Explain(error)!.Code);
    }

    [Theory]
    [InlineData("size", "1.5")]
    [InlineData("size", "99999999999999999999")]
    [InlineData("mtime", "99999999999999999999")]
    [InlineData("mtime", "1e30")]
    [InlineData("uid", "x")]
    public async Task ReadAsync_PaxNumberUnreadable_NoOtherExceptionThanARefusal(string key, string value)
    {
        try
        {
            await ReadEntry.AllAsync(new TarBuilder().Pax(key, value).File("a", "x").ToTar());
        }
        catch (ArchiveException e)
        {
            Assert.Equal(FindingCode.Truncated, e.Code);
        }
    }

    [Fact]
    public async Task ReadAsync_ConcatenatedGzipMembers_OneArchive()
    {
        var tar = new TarBuilder().File("a", Noise).File("b", "x").ToTar();
        byte[] archive = [.. TarBuilder.Gzip(tar.AsSpan(0, 700)), .. TarBuilder.Gzip(tar.AsSpan(700))];

        var entries = await ReadEntry.AllAsync(archive);

        Assert.Equal(["a", "b"], entries.Select(entry => entry.Path));
        Assert.Equal(Noise, entries[0].Content);
    }

    [Theory]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("some garbage behind the end")]
    public async Task ReadAsync_GarbageBehindTheGzip_Ignored(string garbage)
    {
        byte[] archive = [.. new TarBuilder().File("a", "x").ToTarGzip(), .. Encoding.ASCII.GetBytes(garbage)];

        Assert.Equal("a", Assert.Single(await ReadEntry.AllAsync(archive)).Path);
    }

    [Fact]
    public async Task ReadAsync_Html_RefusedWithAWordOnLinks()
    {
        var refusal = await ReadEntry.RefusalAsync([.. "<!DOCTYPE html><title>Sign in"u8]);

        Assert.Equal(FindingCode.Format, refusal.Code);
        Assert.Equal("The file is not an archive", refusal.Title);
        Assert.Contains("web page", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_UnknownBytes_Format()
    {
        Assert.Equal(FindingCode.Format, (await ReadEntry.RefusalAsync(Noise)).Code);
        Assert.Equal(FindingCode.Format, (await ReadEntry.RefusalAsync([])).Code);
    }

    [Fact]
    public async Task ReadAsync_GzippedSqlInsteadOfATar_Refused()
    {
        var refusal = await ReadEntry.RefusalAsync(TarBuilder.Gzip(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("INSERT INTO a VALUES (1);\n", 100)))));

        Assert.Equal(FindingCode.Truncated, refusal.Code);
    }

    [Fact]
    public void Explain_OtherErrors_Null() => Assert.Null(ArchiveReader.Explain(new IOException("disk full")));

    [Fact]
    public void Explain_ControlCharactersInAMessage_ToldByTheirNumbers() =>
        Assert.Contains(@"'a\u001b[2J'", ArchiveReader.Explain(new InvalidDataException("Wrong: 'a\u001b[2J'."))!.Message, StringComparison.Ordinal);
}
