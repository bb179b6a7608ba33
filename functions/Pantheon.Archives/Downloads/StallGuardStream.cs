namespace Pantheon.Archives.Downloads;

/// <summary>Ends a read that brings nothing for too long, and tells every break in one way.</summary>
internal sealed class StallGuardStream(Stream inner, TimeSpan patience, TimeProvider time) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer) => throw new NotSupportedException("Read asynchronously.");

    /// <exception cref="TransferException">The connection broke, or brought no byte in time.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var stall = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        try
        {
            return await inner.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransferException($"The source sent nothing for {patience.TotalSeconds:N0} seconds.", null, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new TransferException("The connection to the source broke.", null, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
