using Pantheon.Archives;

namespace Pantheon.Functions.Imports;

/// <summary>A stream that ends the reading of the archive it is part of when it is disposed.</summary>
internal sealed class OwningStream(Stream inner, IAsyncDisposable owner) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer) => inner.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await owner.DisposeAsync();
        await base.DisposeAsync();
    }
}
