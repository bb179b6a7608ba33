namespace Pantheon.Embedded.DurableTask;

/// <summary>Decides whether a failed task is tried again. Must be deterministic.</summary>
public delegate bool RetryHandler(RetryContext retryContext);
