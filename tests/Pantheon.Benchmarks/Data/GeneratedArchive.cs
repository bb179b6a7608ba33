namespace Pantheon.Benchmarks.Data;

/// <summary>
/// An archive of any size that nobody stores: a gzip header, and noise that comes again every 8 MiB. It can be copied, and is refused as soon
/// as it is inspected, so a benchmark of the copy does not wait for more. Copied from memory: PatternStream counts byte by byte, which would
/// be the slowest part of the whole.
/// </summary>
internal sealed class GeneratedArchive(long length, long offset) : Stream
{
    internal const string ETag = "\"generated\"";

    private static readonly byte[] Block = MakeBlock();

    private long position = offset;

    internal static Answer Answer(long length) =>
        new() { Content = new ServedContent(length, offset => new GeneratedArchive(length, offset)), ETag = ETag };

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var place = (int)(position % Block.Length);
        var count = (int)Math.Min(Math.Min(buffer.Length, length - position), Block.Length - place);
        Block.AsSpan(place, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] MakeBlock()
    {
        var block = new byte[8 << 20];
        new Random(42).NextBytes(block);
        new byte[] { 0x1F, 0x8B, 8, 0 }.CopyTo(block, 0);
        return block;
    }
}
