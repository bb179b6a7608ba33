namespace Pantheon.Embedded.DurableTask;

/// <summary>Options of a call to an activity or a sub-orchestration.</summary>
public record TaskOptions
{
    /// <summary>Options with a way to retry.</summary>
    public TaskOptions(TaskRetryOptions? retry) => Retry = retry;

    /// <summary>A copy.</summary>
    public TaskOptions(TaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Retry = options.Retry;
    }

    /// <summary>How the task is retried; null means not at all.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Options that retry by a policy.</summary>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(policy);

    /// <summary>Options that retry by a handler.</summary>
    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler) => new(handler);

    /// <summary>Options that retry by a handler.</summary>
    public static TaskOptions FromRetryHandler(RetryHandler handler) => new(handler);

    /// <summary>The same options for a sub-orchestration with this instance id.</summary>
    public SubOrchestrationOptions WithInstanceId(string instanceId) => new(this, instanceId);
}
