namespace Pantheon.Embedded.DurableTask;

/// <summary>An activity or a sub-orchestration that was awaited has failed.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>A failure that was read from history.</summary>
    /// <param name="taskName">The activity's or orchestrator's name.</param>
    /// <param name="taskId">Its number within the orchestration.</param>
    /// <param name="failureDetails">What it failed with.</param>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails?.ErrorMessage}")
    {
        ArgumentNullException.ThrowIfNull(failureDetails);
        (TaskName, TaskId, FailureDetails) = (taskName, taskId, failureDetails);
    }

    /// <summary>A failure with its exception at hand.</summary>
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {innerException?.Message}", innerException)
    {
        ArgumentNullException.ThrowIfNull(innerException);
        (TaskName, TaskId, FailureDetails) = (taskName, taskId, TaskFailureDetails.FromException(innerException));
    }

    /// <summary>The name of what failed.</summary>
    public string TaskName { get; }

    /// <summary>Its number within the orchestration.</summary>
    public int TaskId { get; }

    /// <summary>What it failed with.</summary>
    public TaskFailureDetails FailureDetails { get; }
}
