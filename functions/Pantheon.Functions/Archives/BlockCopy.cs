using Pantheon.Archives.Downloads;

namespace Pantheon.Functions.Archives;

/// <summary>Cuts a stream into blocks and has them stored: while one is stored, the next is read.</summary>
internal static class BlockCopy
{
    /// <summary>Copies until an offset, or to the stream's end.</summary>
    /// <param name="content">The bytes from <paramref name="from"/> on.</param>
    /// <param name="from">Where the first block begins.</param>
    /// <param name="to">One past the last byte; null copies to the stream's end.</param>
    /// <param name="store">Stores a block at an offset. One is stored at a time, in order.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <returns>One past the last byte that was stored.</returns>
    /// <exception cref="TransferException">The stream ended before <paramref name="to"/>.</exception>
    internal static async Task<long> RunAsync(
        Stream content, long from, long? to, Func<long, ReadOnlyMemory<byte>, Task> store, CancellationToken cancellationToken)
    {
        var (offset, storing) = (from, Task.CompletedTask);
        try
        {
            for (var isAtEnd = false; offset != to && !isAtEnd;)
            {
                var buffer = ArchiveBlocks.Buffers.Rent(ArchiveBlocks.Size);
                var block = buffer.AsMemory(0, (int)Math.Min(ArchiveBlocks.Size, (to ?? long.MaxValue) - offset));
                try
                {
                    var read = await content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken);
                    isAtEnd = read < block.Length;
                    if (isAtEnd && to is not null)
                        throw new TransferException("The connection to the source ended too early.");
                    block = block[..read];
                    await storing;
                }
                catch
                {
                    ArchiveBlocks.Buffers.Return(buffer);
                    throw;
                }

                storing = StoreAsync(buffer, block, offset, store);
                offset += block.Length;
            }
        }
        catch
        {
            // What was read whole is kept, and its buffer is in use until then.
            await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await storing;
        return offset;
    }

    private static async Task StoreAsync(byte[] buffer, Memory<byte> block, long offset, Func<long, ReadOnlyMemory<byte>, Task> store)
    {
        try
        {
            if (!block.IsEmpty)
                await store(offset, block);
        }
        finally
        {
            ArchiveBlocks.Buffers.Return(buffer);
        }
    }
}
