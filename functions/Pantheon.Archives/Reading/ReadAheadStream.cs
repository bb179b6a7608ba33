using System.IO.Pipelines;
using System.Runtime.ExceptionServices;

namespace Pantheon.Archives.Reading;

/// <summary>
/// A stream that is read ahead by another thread, so that who expands and who takes apart work side by side. An error comes where it was met,
/// behind the bytes before it. Owns the inner stream.
/// </summary>
internal sealed class ReadAheadStream : ReadOnlyStream
{
    private const int ChunkBytes = 256 << 10;
    private const int MostBytes = 2 << 20;

    private readonly Stream inner;
    private readonly Pipe pipe = new(new PipeOptions(
        readerScheduler: PipeScheduler.ThreadPool, writerScheduler: PipeScheduler.ThreadPool, pauseWriterThreshold: MostBytes,
        resumeWriterThreshold: MostBytes / 2, minimumSegmentSize: ChunkBytes, useSynchronizationContext: false));
    private readonly CancellationTokenSource ending = new();
    private readonly Stream ahead;
    private readonly Task filling;
    private ExceptionDispatchInfo? error;
    private bool isDisposed;

    internal ReadAheadStream(Stream inner)
    {
        this.inner = inner;
        ahead = pipe.Reader.AsStream();
        filling = Task.Run(FillAsync, CancellationToken.None);
    }

    public override int Read(Span<byte> buffer) => Checked(ahead.Read(buffer), buffer.IsEmpty);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await ahead.ReadAsync(buffer, cancellationToken), buffer.IsEmpty);

    public override async ValueTask DisposeAsync()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        await ending.CancelAsync();
        await ahead.DisposeAsync();
        await filling; // it reads the inner stream until then
        ending.Dispose();
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private int Checked(int read, bool isNothingWanted)
    {
        if (read == 0 && !isNothingWanted)
            error?.Throw();
        return read;
    }

    private async Task FillAsync()
    {
        try
        {
            // What is left of a chunk is filled first: who asked for a whole one would get another for each byte of a slow stream.
            while (await inner.ReadAsync(pipe.Writer.GetMemory(), ending.Token) is > 0 and var read)
            {
                pipe.Writer.Advance(read);
                if ((await pipe.Writer.FlushAsync(ending.Token)).IsCompleted)
                    break;
            }
        }
        catch (Exception e)
        {
            // Told by the stream's end: the pipe itself would tell it before the bytes that came first.
            error = ExceptionDispatchInfo.Capture(e);
        }

        await pipe.Writer.CompleteAsync();
    }
}
