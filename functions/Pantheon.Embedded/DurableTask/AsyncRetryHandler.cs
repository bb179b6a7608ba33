namespace Pantheon.Embedded.DurableTask;

/// <summary>Decides whether, and by awaiting a durable timer when, a failed task is tried again. Must be deterministic.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
