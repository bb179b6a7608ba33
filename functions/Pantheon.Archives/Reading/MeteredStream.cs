namespace Pantheon.Archives.Reading;

/// <summary>A forward-only stream whose bytes are looked at as they pass, none at the end. Owns the inner stream.</summary>
internal sealed class MeteredStream(Stream inner, Action<ReadOnlySpan<byte>> look) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        if (!buffer.IsEmpty)
            look(buffer[..read]);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        if (!buffer.IsEmpty)
            look(buffer.Span[..read]);
        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
