namespace Pantheon.Testing;

/// <summary>The bytes of <see cref="ServedContent.Pattern"/>.</summary>
internal sealed class PatternStream(long offset, long length) : Stream
{
    /// <summary>A prime, so that no power-of-two buffer lines up with it.</summary>
    private const int Period = 251;

    private long position = offset;

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
        var count = (int)Math.Min(buffer.Length, length - position);
        for (var i = 0; i < count; i++)
            buffer[i] = (byte)((position + i) % Period);
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
}
