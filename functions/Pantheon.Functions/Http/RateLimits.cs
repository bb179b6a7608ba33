using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Pantheon.Functions.Http;

/// <summary>Counts requests by address, by caller and by migration. Each instance of the service counts for itself.</summary>
public sealed class RateLimits(IOptions<RateLimitOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> addresses = Limiter(options.Value.PerAddress);
    private readonly PartitionedRateLimiter<string> callers = Limiter(options.Value.PerCaller);
    private readonly PartitionedRateLimiter<string> callbacks = Limiter(options.Value.Callbacks);

    /// <exception cref="ProblemException">429.</exception>
    internal void TakeAddress(string address) => Take(addresses, address);

    /// <exception cref="ProblemException">429.</exception>
    internal void TakeCaller(string subject) => Take(callers, subject);

    /// <exception cref="ProblemException">429.</exception>
    internal void TakeCallback(string migrationId) => Take(callbacks, migrationId);

    /// <inheritdoc/>
    public void Dispose()
    {
        addresses.Dispose();
        callers.Dispose();
        callbacks.Dispose();
    }

    private static void Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (!lease.IsAcquired)
            throw new ProblemException(StatusCodes.Status429TooManyRequests, "tooManyRequests", "Too many requests.", "Wait for the seconds of Retry-After, then go on.")
            {
                RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1),
            };
    }

    private static PartitionedRateLimiter<string> Limiter(int perMinute) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetSlidingWindowLimiter(
            key,
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }),
        StringComparer.Ordinal);
}
