using Pantheon.Archives;

namespace Pantheon.Functions.Platforms.Remote;

/// <summary>A stream whose length is known, for the tar writer: of one that tells none it would make a copy in memory. Owns the inner stream.</summary>
internal sealed class MeasuredStream(Stream inner, long length) : ReadOnlyStream
{
    private long position;

    public override bool CanSeek => true;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        position += read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
