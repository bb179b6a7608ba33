namespace Pantheon.Archives.Tests.Building;

/// <summary>Bytes that come a few at a time: each read brings 1 to <paramref name="most"/> of them, by a fixed seed.</summary>
internal sealed class ChunkedStream(byte[] bytes, int most, int seed = 1) : MemoryStream(bytes)
{
    private uint state = (uint)seed | 1;

    public override int Read(Span<byte> buffer)
    {
        state = (state * 1_664_525) + 1_013_904_223;
        return base.Read(buffer[..Math.Min(buffer.Length, 1 + (int)((state >> 8) % (uint)most))]);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));
}
