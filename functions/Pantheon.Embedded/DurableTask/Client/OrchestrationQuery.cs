namespace Pantheon.Embedded.DurableTask.Client;

/// <summary>Which instances to list.</summary>
/// <param name="CreatedFrom">Scheduled at this time or later.</param>
/// <param name="CreatedTo">Scheduled at this time or earlier.</param>
/// <param name="Statuses">In one of these statuses; null means any.</param>
/// <param name="TaskHubNames">Not used by this engine, which has one hub.</param>
/// <param name="InstanceIdPrefix">With ids that begin so.</param>
/// <param name="PageSize">Instances in a page.</param>
/// <param name="FetchInputsAndOutputs">Whether payloads are read too.</param>
/// <param name="ContinuationToken">Where to go on; null is the beginning.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>Instances in a page where nothing else is said.</summary>
    public const int DefaultPageSize = 100;
}
