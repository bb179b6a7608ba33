using Pantheon.Archives;
using Pantheon.Archives.Downloads;
using Pantheon.Functions.Archives;

namespace Pantheon.Functions.Tests.Archives;

public sealed class BlockCopyTests
{
    private const int Block = ArchiveBlocks.Size;

    private readonly List<(long Offset, int Length)> stored = [];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Block)]
    [InlineData(Block + 1)]
    [InlineData(2 * Block)]
    public async Task Run_ToTheEnd_StoresEachBlockOnce(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        var copy = new byte[length];

        var end = await BlockCopy.RunAsync(new MemoryStream(content), 0, null, (offset, block) =>
        {
            block.Span.CopyTo(copy.AsSpan((int)offset));
            return StoreAsync(offset, block);
        }, default);

        Assert.Equal(length, end);
        Assert.Equal(content, copy);
        Assert.Equal((length + Block - 1) / Block, stored.Count);
    }

    [Fact]
    public async Task Run_ToAnOffset_TakesNoMore()
    {
        var content = new MemoryStream(new byte[3 * Block]);

        Assert.Equal(Block + 5, await BlockCopy.RunAsync(content, 10, Block + 5, StoreAsync, default));
        Assert.Equal([(10, Block - 5)], stored);
        Assert.Equal(Block - 5, content.Position);
    }

    [Fact]
    public async Task Run_WhileOneIsStored_TheNextIsReadAndNoneAfterIt()
    {
        var (gate, content) = (new Gate(), new MemoryStream(new byte[4 * Block]));
        var running = BlockCopy.RunAsync(content, 0, null, async (offset, block) =>
        {
            await gate.PassAsync(default);
            await StoreAsync(offset, block);
        }, default);
        await gate.Reached;

        Assert.Equal(2 * Block, content.Position);
        gate.Open();
        Assert.Equal(4 * Block, await running);
        Assert.Equal([(0, Block), (Block, Block), (2 * Block, Block), (3 * Block, Block)], stored);
    }

    [Fact]
    public async Task Run_EndsTooEarly_IsATransferFailureAndWhatWasWholeIsStored()
    {
        await Assert.ThrowsAsync<TransferException>(() => BlockCopy.RunAsync(new MemoryStream(new byte[Block + 1]), 0, 2 * Block, StoreAsync, default));

        Assert.Equal([(0, Block)], stored);
    }

    [Fact]
    public async Task Run_ReadBreaksWhileABlockIsStored_WaitsForTheBlock()
    {
        var gate = new Gate();
        var running = BlockCopy.RunAsync(new Breaking(), 0, null, async (offset, block) =>
        {
            await gate.PassAsync(default);
            await StoreAsync(offset, block);
        }, default);
        await gate.Reached;

        Assert.False(running.IsCompleted);
        gate.Open();
        await Assert.ThrowsAsync<IOException>(() => running);
        Assert.Equal([(0, Block)], stored);
    }

    [Fact]
    public async Task Run_StoreFails_IsToldAndNothingMoreIsStored()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => BlockCopy.RunAsync(new MemoryStream(new byte[4 * Block]), 0, null, async (offset, block) =>
        {
            await StoreAsync(offset, block);
            throw new InvalidOperationException("full");
        }, default));

        Assert.Equal("full", thrown.Message);
        Assert.Equal([(0, Block)], stored);
    }

    private Task StoreAsync(long offset, ReadOnlyMemory<byte> block)
    {
        stored.Add((offset, block.Length));
        return Task.CompletedTask;
    }

    /// <summary>One block, and then a broken connection.</summary>
    private sealed class Breaking : ReadOnlyStream
    {
        private int left = Block;

        public override int Read(Span<byte> buffer) => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (left == 0)
                throw new IOException("broken");
            var read = Math.Min(left, buffer.Length);
            left -= read;
            return ValueTask.FromResult(read);
        }
    }
}
