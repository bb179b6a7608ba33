namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Bytes that may be read and sought only so often: a reader that never ends fails here, without a clock.</summary>
internal sealed class CountedStream(byte[] bytes, int most = 50_000) : MemoryStream(bytes, writable: false)
{
    private int operations;

    public override long Position
    {
        get => base.Position;
        set
        {
            Count();
            base.Position = value;
        }
    }

    // All other reads of a derived stream come down to this one.
    public override int Read(byte[] buffer, int offset, int count)
    {
        Count();
        return base.Read(buffer, offset, count);
    }

    public override long Seek(long offset, SeekOrigin loc)
    {
        Count();
        return base.Seek(offset, loc);
    }

    private void Count() => Assert.True(++operations <= most, "The reader reads without end.");
}
