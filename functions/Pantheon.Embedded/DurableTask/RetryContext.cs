namespace Pantheon.Embedded.DurableTask;

/// <summary>What a retry handler is told of the attempt that failed.</summary>
/// <param name="OrchestrationContext">The orchestration that called.</param>
/// <param name="LastAttemptNumber">The attempt that failed, counted from 1.</param>
/// <param name="LastFailure">What it failed with.</param>
/// <param name="TotalRetryTime">Time since the first attempt.</param>
/// <param name="CancellationToken">Never cancelled here.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);
