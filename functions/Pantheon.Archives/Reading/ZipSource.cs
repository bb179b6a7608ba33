namespace Pantheon.Archives.Reading;

/// <summary>
/// A zip as the platform's reader is given it: an offset that leads before its beginning is damage, not a failure of the disk. The archive
/// stays the caller's.
/// </summary>
internal sealed class ZipSource(Stream archive) : ReadOnlyStream
{
    public override bool CanSeek => true;

    public override long Length => archive.Length;

    public override long Position
    {
        get => archive.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(Span<byte> buffer) => archive.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        archive.ReadAsync(buffer, cancellationToken);

    public override long Seek(long offset, SeekOrigin origin)
    {
        var from = origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => archive.Position, _ => archive.Length };
        return from + offset >= 0
            ? archive.Seek(offset, origin)
            : throw new InvalidDataException("An offset within the zip leads before its beginning.");
    }
}
