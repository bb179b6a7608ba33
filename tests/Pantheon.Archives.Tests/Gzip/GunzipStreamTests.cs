using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using Pantheon.Archives.Gzip;
using static Pantheon.Archives.Tests.Building.DeflateBits;

namespace Pantheon.Archives.Tests.Gzip;

public sealed class GunzipStreamTests
{
    private static readonly byte[] Content =
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{i * 7919 % 1009} lines of code, ")));

    private static readonly byte[] Small = [.. "a small file"u8];

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    [InlineData(CompressionLevel.NoCompression)]
    public async Task ReadAsync_EachLevel_SameContent(CompressionLevel level)
    {
        await using var stream = new GunzipStream(new MemoryStream(Gzip(Content, level)));
        using var read = new MemoryStream();
        await stream.CopyToAsync(read);

        Assert.Equal(Content, read.ToArray());
        Assert.Equal(0, await stream.ReadAsync(new byte[1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void Read_FileInPieces_SameContent(int most) =>
        Assert.Equal(Content, Gunzipped.Read(new ChunkedStream(Gzip(Content), most)));

    [Fact]
    public void Read_ContentInPieces_EachAsLargeAsAskedFor()
    {
        using var stream = new GunzipStream(new MemoryStream(Gzip(Small)));
        var buffer = new byte[5];

        Assert.Equal(0, stream.Read([]));
        Assert.Equal(5, stream.Read(buffer));
        Assert.Equal("a sma"u8, buffer);
        Assert.Equal(5, stream.Read(buffer));
        Assert.Equal(2, stream.Read(buffer));
        Assert.Equal("le"u8, buffer.AsSpan(0, 2));
        Assert.Equal(0, stream.Read(buffer));
    }

    [Fact]
    public void Read_SeveralBehindEachOther_OneContent() =>
        Assert.Equal(
            [.. Content, .. Small, .. Small],
            Gunzipped.Read([.. Gzip(Content), .. Gzip([]), .. Gzip(Small), .. Gzip(Small, CompressionLevel.NoCompression)]));

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("\u001fx")]
    [InlineData("some garbage")]
    public void Read_GarbageBehindTheEnd_LeftAlone(string garbage) =>
        Assert.Equal(Small, Gunzipped.Read([.. Gzip(Small), .. Encoding.Latin1.GetBytes(garbage)]));

    [Fact]
    public void Read_HeaderWithAllItsParts_Skipped()
    {
        byte[] header = [.. Header(flags: 0b11111), 3, 0, 0, 1, 2, .. "name\0a comment\0"u8];
        byte[] gzip = [.. header, .. Crc32.Hash(header)[..2], .. Gzip(Small)[Header().Length..]];

        Assert.Equal(Small, Gunzipped.Read(gzip));
        Assert.Equal(Small, Gunzipped.Read(new ChunkedStream(gzip, 1)));
        gzip[header.Length]++;
        Assert.Contains("header is damaged", Gunzipped.Refusal(gzip), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HeaderWithoutEnd_Refused() =>
        Assert.Contains("header is too long", Gunzipped.Refusal([.. Header(flags: 0b1000), .. Enumerable.Repeat((byte)'n', 1_000_000)]), StringComparison.Ordinal);

    [Theory]
    [InlineData(0b0010_0000, 8)]
    [InlineData(0, 7)]
    public void Read_UnknownKind_Refused(byte flags, byte method) =>
        Assert.Contains("isn't known", Gunzipped.Refusal([.. Header(flags, method), .. Gzip(Small)[Header().Length..]]), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\u001f")]
    [InlineData("no gzip")]
    public void Read_NoGzip_Refused(string file) => Assert.Throws<InvalidDataException>(() => Gunzipped.Read(Encoding.Latin1.GetBytes(file)));

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Read_CutShortAnywhere_Refused(CompressionLevel level)
    {
        var gzip = Gzip(Content.AsSpan(0, 3000), level);

        Assert.All(Enumerable.Range(0, gzip.Length), length => Assert.Throws<InvalidDataException>(() => Gunzipped.Read(gzip[..length])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    public void Read_SecondCutShort_Refused(int length) =>
        Assert.Contains("ends in the middle", Gunzipped.Refusal([.. Gzip(Small), .. Gzip(Small)[..length]]), StringComparison.Ordinal);

    [Theory]
    [InlineData(8, "checksum")]
    [InlineData(4, "length")]
    public void Read_TrailerWrong_Refused(int fromEnd, string what)
    {
        var gzip = Gzip(Content);
        gzip[^fromEnd] ^= 1;

        Assert.Contains(what, Gunzipped.Refusal(gzip), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AgainAfterAnError_SameError()
    {
        // Its codes are refused, and so were never made.
        var gzip = new DeflateBits().DynamicBlock(287, 1, _ => 0).ToGzip([]);
        using var stream = new GunzipStream(new MemoryStream([.. gzip, .. new byte[200]]));

        var first = Assert.Throws<InvalidDataException>(() => stream.Read(new byte[1]));

        Assert.Same(first, Assert.Throws<InvalidDataException>(() => stream.Read(new byte[1])));
    }

    // What is decoded without checks lies where the file's stream said it was.
    [Fact]
    public void Read_FileGivesMoreThanItWasAskedFor_NotBelieved()
    {
        using var stream = new GunzipStream(new Lying());

        Assert.Throws<IOException>(() => stream.Read(new byte[1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispose_FileIsClosedUnlessLeftOpen(bool leaveOpen)
    {
        var (first, second) = (new MemoryStream(), new MemoryStream());
        new GunzipStream(first, leaveOpen).Dispose();
        await new GunzipStream(second, leaveOpen).DisposeAsync();

        Assert.Equal((leaveOpen, leaveOpen), (first.CanRead, second.CanRead));
    }

    private static byte[] Gzip(ReadOnlySpan<byte> content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var gzip = new MemoryStream();
        using (var stream = new GZipStream(gzip, level))
            stream.Write(content);
        // The platform writes nothing at all for no content.
        return content.IsEmpty ? new DeflateBits().StoredBlock([]).ToGzip([]) : gzip.ToArray();
    }

    private sealed class Lying : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer) => buffer.Length + 1;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
    }
}
