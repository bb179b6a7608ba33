using System.Security.Cryptography;
using Pantheon.Functions.Archives;

namespace Pantheon.Functions.Tests.Archives;

public sealed class HashingStreamTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7 % 253))];
    private static readonly string Expected = Convert.ToHexStringLower(SHA256.HashData(Content));

    private readonly Counted inner = new(Content);
    private readonly HashingStream stream;

    public HashingStreamTests() => stream = new HashingStream(inner);

    [Fact]
    public async Task GetSha256_NothingRead_HashesTheWhole() => Assert.Equal(Expected, await stream.GetSha256Async(default));

    [Fact]
    public async Task GetSha256_ReadInOrder_ReadsNothingTwice()
    {
        await stream.CopyToAsync(Stream.Null);

        Assert.Equal(Expected, await stream.GetSha256Async(default));
        Assert.Equal(Content.Length, inner.BytesRead);
    }

    [Fact]
    public async Task GetSha256_ReadInEveryWay_IsTheSame()
    {
        stream.ReadExactly(new byte[10]);
        stream.ReadExactly(new byte[30], 10, 20);
        await stream.ReadExactlyAsync(new byte[100]);
        Assert.Equal(Content[130], stream.ReadByte());
        await stream.ReadExactlyAsync(new byte[50], 0, 50);

        Assert.Equal(Expected, await stream.GetSha256Async(default));
    }

    [Fact]
    public async Task GetSha256_PartlyReadAndBegunAgain_HashesOnce()
    {
        stream.ReadExactly(new byte[300]);
        stream.Position = 0;
        stream.ReadExactly(new byte[1000]);
        stream.Seek(500, SeekOrigin.Begin);
        stream.ReadExactly(new byte[2000]);

        Assert.Equal(Expected, await stream.GetSha256Async(default));
    }

    [Fact]
    public async Task GetSha256_AsAZipIsRead_IsTheSame()
    {
        // The directory at the end first, then the entries, with gaps.
        stream.Seek(-100, SeekOrigin.End);
        stream.ReadExactly(new byte[100]);
        stream.Position = 0;
        stream.ReadExactly(new byte[30]);
        stream.Position = 40;
        stream.ReadExactly(new byte[1000]);
        stream.Position = 20;
        stream.ReadExactly(new byte[25]);

        Assert.Equal(Expected, await stream.GetSha256Async(default));
    }

    [Fact]
    public async Task GetSha256_AnyOrder_IsTheSame()
    {
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            stream.Position = random.Next(Content.Length);
            _ = stream.Read(new byte[random.Next(1, 400)]);
        }

        Assert.Equal(Expected, await stream.GetSha256Async(default));
    }

    [Fact]
    public async Task GetSha256_Twice_IsTheSame()
    {
        await stream.GetSha256Async(default);

        Assert.Equal(Expected, await stream.GetSha256Async(default));
    }

    [Fact]
    public void Dispose_Stream_DisposesTheInner()
    {
        stream.Dispose();

        Assert.False(inner.CanRead);
    }

    private sealed class Counted(byte[] content) : MemoryStream(content)
    {
        internal long BytesRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = base.Read(buffer);
            BytesRead += read;
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
