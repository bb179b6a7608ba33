namespace Pantheon.Embedded.DurableTask;

/// <summary>Options of starting an orchestration.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an instance id and a time.</summary>
    /// <param name="InstanceId">The new instance's id; null has one made.</param>
    /// <param name="StartAt">When it is to start; null means at once.</param>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null) =>
        (this.InstanceId, this.StartAt) = (InstanceId, StartAt);

    /// <summary>A copy.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (InstanceId, StartAt, DedupeStatuses) = (options.InstanceId, options.StartAt, options.DedupeStatuses);
    }

    /// <summary>The new instance's id; null has one made.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When it is to start; null means at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Statuses in which an existing instance of the same id refuses the start, by name.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
