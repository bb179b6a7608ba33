namespace Pantheon.Embedded.DurableTask.Client;

/// <summary>Where an orchestration stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It has begun and not ended.</summary>
    Running = 0,

    /// <summary>It returned.</summary>
    Completed = 1,

    /// <summary>It begins anew; seen only for a moment.</summary>
    ContinuedAsNew = 2,

    /// <summary>It threw.</summary>
    Failed = 3,

    /// <summary>Not used by this engine.</summary>
    Canceled = 4,

    /// <summary>A client ended it.</summary>
    Terminated = 5,

    /// <summary>It is scheduled and has not begun.</summary>
    Pending = 6,

    /// <summary>A client halted it for a while.</summary>
    Suspended = 7,
}
