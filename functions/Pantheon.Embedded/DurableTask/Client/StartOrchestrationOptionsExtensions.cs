namespace Pantheon.Embedded.DurableTask.Client;

/// <summary>Typed access to the statuses that refuse a second start.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>The same options, refusing the start where an instance of the id is in one of these statuses.</summary>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options, params OrchestrationRuntimeStatus[] dedupeStatuses)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { DedupeStatuses = [.. dedupeStatuses.Select(status => status.ToString())] };
    }
}
