using Pantheon.Archives.Downloads;

namespace Pantheon.Functions.Archives;

/// <summary>Tries a transfer again where it broke in a way that may pass, after growing waits, or the one that the other side asks for.</summary>
public sealed class TransferRetry(TimeProvider time)
{
    private const int Tries = 5;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>Runs a transfer.</summary>
    /// <exception cref="TransferException">It broke each time, or the other side asks for a longer wait than an activity should take.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> transfer, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await transfer(cancellationToken);
            }
            catch (TransferException e) when (tries < Tries && (e.RetryAfter ?? TimeSpan.Zero) <= LongestWait)
            {
                var wait = e.RetryAfter ?? FirstWait * Math.Pow(2, tries - 1);
                await Task.Delay(wait > TimeSpan.Zero ? wait : FirstWait, time, cancellationToken);
            }
        }
    }
}
