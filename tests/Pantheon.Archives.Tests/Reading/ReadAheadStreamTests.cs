using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Tests.Reading;

public sealed class ReadAheadStreamTests
{
    private const int Length = 9_000_001; // more than it reads ahead

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_ToTheEnd_GivesAllBytesOnce(bool isSynchronous)
    {
        var content = Content();
        await using var stream = new ReadAheadStream(new MemoryStream(content));
        using var read = new MemoryStream();
        if (isSynchronous)
            stream.CopyTo(read);
        else
            await stream.CopyToAsync(read);

        Assert.Equal(content, read.ToArray());
        Assert.Equal(0, await stream.ReadAsync(new byte[1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Length)]
    public async Task Read_InnerBreaks_ErrorComesBehindTheBytesBeforeIt(int good)
    {
        await using var stream = new ReadAheadStream(new Breaking(Content(), good));
        var read = new byte[Length];

        Assert.Equal(good, await stream.ReadAtLeastAsync(read.AsMemory(0, good), good));
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidDataException>(async () => Assert.Equal(0, await stream.ReadAsync(new byte[1])))).Message);
        Assert.Equal("broken", Assert.Throws<InvalidDataException>(() => stream.Read(new byte[1])).Message);
        Assert.Equal(Content()[..good], read[..good]);
    }

    // An archive of a gzip for each byte is read like this, while who reads it may be busy.
    [Fact]
    public async Task Read_InnerGivesByteByByte_FillsItsChunks()
    {
        var inner = new Breaking(Content(), 100_000, most: 1);
        await using var stream = new ReadAheadStream(inner);
        await inner.AtEnd;

        // All of it is in one chunk.
        Assert.Equal(inner.Offered.OrderDescending().Distinct(), inner.Offered);
    }

    [Fact]
    public async Task Read_NothingWanted_TellsNoError()
    {
        await using var stream = new ReadAheadStream(new Breaking([], 0));

        Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispose_InTheMiddle_EndsReadingAndDisposesTheInner(bool isSynchronous)
    {
        var inner = new Breaking(Content(), Length);
        var stream = new ReadAheadStream(inner);
        await stream.ReadExactlyAsync(new byte[1]);
        if (isSynchronous)
            stream.Dispose();
        else
            await stream.DisposeAsync();
        await stream.DisposeAsync();

        Assert.Equal(1, inner.Disposed);
        Assert.InRange(inner.Given, 1, Length - 1);
    }

    private static byte[] Content()
    {
        var content = new byte[Length];
        new Random(1).NextBytes(content);
        return content;
    }

    private sealed class Breaking(byte[] content, int good, int most = int.MaxValue) : ReadOnlyStream
    {
        private readonly TaskCompletionSource atEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task AtEnd => atEnd.Task;

        /// <summary>The room for each read.</summary>
        internal List<int> Offered { get; } = [];

        internal int Given { get; private set; }

        internal int Disposed { get; private set; }

        public override int Read(Span<byte> buffer) => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Offered.Add(buffer.Length);
            var read = Math.Min(Math.Min(buffer.Length, most), good - Given);
            if (read == 0)
            {
                atEnd.SetResult();
                throw new InvalidDataException("broken");
            }

            content.AsMemory(Given, read).CopyTo(buffer);
            Given += read;
            return ValueTask.FromResult(read);
        }

        protected override void Dispose(bool disposing)
        {
            Disposed++;
            base.Dispose(disposing);
        }
    }
}
