namespace Pantheon.Archives.Downloads;

/// <summary>A download broke in a way that may pass: time-outs, resets, 408, 429 and 5xx. Try again.</summary>
public sealed class TransferException : Exception
{
    /// <summary>A break.</summary>
    /// <param name="detail">What happened, without secrets.</param>
    /// <param name="retryAfter">How long the other side asked to wait; null where it did not.</param>
    /// <param name="innerException">The cause, if any.</param>
    public TransferException(string detail, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(detail, innerException) => RetryAfter = retryAfter;

    /// <summary>How long the other side asked to wait; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; }
}
