using System.Buffers;
using System.Security.Cryptography;
using Pantheon.Archives;

namespace Pantheon.Functions.Archives;

/// <summary>
/// Takes an archive's SHA-256 while it is read for another purpose: bytes read in order are hashed as they pass, what was passed over is read
/// at the end. Owns the inner stream.
/// </summary>
internal sealed class HashingStream(Stream inner) : ReadOnlyStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long hashed;

    public override bool CanSeek => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    /// <summary>The checksum of the whole, lower-case hex.</summary>
    internal async Task<string> GetSha256Async(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            inner.Position = hashed;
            while (await ReadAsync(buffer, cancellationToken) > 0)
                continue;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    public override int Read(Span<byte> buffer)
    {
        var position = inner.Position;
        var read = inner.Read(buffer);
        Take(position, buffer[..read]);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var position = inner.Position;
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Take(position, buffer.Span[..read]);
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(long position, ReadOnlySpan<byte> bytes)
    {
        // Bytes that were hashed before, and those behind a gap, are left for the end.
        if (position > hashed || position + bytes.Length <= hashed)
            return;
        hash.AppendData(bytes[(int)(hashed - position)..]);
        hashed = position + bytes.Length;
    }
}
