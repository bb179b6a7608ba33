namespace Pantheon.Functions.Archives;

/// <summary>A stream that is written once, forward, and stored in blocks as it grows.</summary>
/// <param name="store">Stores a block at an offset.</param>
internal sealed class BlockWriter(Func<long, ReadOnlyMemory<byte>, CancellationToken, Task> store) : Stream
{
    private readonly byte[] buffer = ArchiveBlocks.Buffers.Rent(ArchiveBlocks.Size);
    private int filled;
    private long stored;
    private bool isDisposed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, ArchiveBlocks.Size - filled);
            bytes[..taken].CopyTo(buffer.AsMemory(filled));
            (filled, bytes) = (filled + taken, bytes[taken..]);
            if (filled == ArchiveBlocks.Size)
                await StoreAsync(cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] bytes, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(bytes.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] bytes, int offset, int count) => throw new NotSupportedException("Write asynchronously.");

    public override void Flush()
    {
        // A block is stored once it is full.
    }

    /// <summary>Stores what is left.</summary>
    /// <returns>Bytes in all.</returns>
    internal async Task<long> FinishAsync(CancellationToken cancellationToken)
    {
        if (filled > 0)
            await StoreAsync(cancellationToken);
        return stored;
    }

    public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
            ArchiveBlocks.Buffers.Return(buffer);
        isDisposed = true;
        base.Dispose(disposing);
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        await store(stored, buffer.AsMemory(0, filled), cancellationToken);
        (stored, filled) = (stored + filled, 0);
    }
}
