using Microsoft.Extensions.Logging;
using Pantheon.Embedded.DurableTask;
using Pantheon.Embedded.DurableTask.Client;

namespace Pantheon.Embedded.Engine;

/// <summary>Runs an orchestrator over its past and what is new. Pure: reads no clock and no store, and changes neither.</summary>
internal sealed class OrchestrationExecutor(
    Func<string, Func<TaskOrchestrationContext, Task<object?>>?> findOrchestrator, ILoggerFactory loggerFactory)
{
    /// <param name="instanceId">The instance.</param>
    /// <param name="past">Its history, whole episodes.</param>
    /// <param name="fresh">A new episode: its start and the messages it takes.</param>
    internal Episode Execute(string instanceId, IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> fresh)
    {
        var before = SynchronizationContext.Current;
        var thread = new OrchestratorThread();
        SynchronizationContext.SetSynchronizationContext(thread);
        try
        {
            return new Run(new ReplayContext(instanceId, thread, loggerFactory), thread, findOrchestrator).Over(past, fresh);
        }
        finally
        {
            thread.Close();
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private sealed class Run(
        ReplayContext context, OrchestratorThread thread, Func<string, Func<TaskOrchestrationContext, Task<object?>>?> findOrchestrator)
    {
        private readonly Dictionary<int, string> names = [];
        private Task<object?>? orchestrator;
        private HistoryEvent.Terminated? terminated;

        internal Episode Over(IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> fresh)
        {
            try
            {
                foreach (var one in past)
                    Apply(one, isReplay: true);
                context.ConfirmNothingElse();
                foreach (var one in fresh)
                    Apply(one, isReplay: false);
            }
            catch (NonDeterministicOrchestrationException e)
            {
                return Ended(OrchestrationRuntimeStatus.Failed, TaskFailureDetails.FromException(e)) with { Actions = [] };
            }

            if (terminated is not null)
                return Ended(OrchestrationRuntimeStatus.Terminated) with { Output = terminated.Output };
            if (orchestrator is null)
                return Ended(OrchestrationRuntimeStatus.Pending);
            if (!orchestrator.IsCompleted)
                return context.WaitsForNothing ? Ended(OrchestrationRuntimeStatus.Failed, IllegalAwait()) : Ended(OrchestrationRuntimeStatus.Running);
            if (orchestrator.IsFaulted)
                return Ended(OrchestrationRuntimeStatus.Failed, TaskFailureDetails.FromException(orchestrator.Exception.InnerException!));
            if (orchestrator.IsCanceled)
                return Ended(OrchestrationRuntimeStatus.Failed, TaskFailureDetails.FromException(new TaskCanceledException(orchestrator)));
            if (context.NextExecution is { } next)
                return Ended(OrchestrationRuntimeStatus.ContinuedAsNew) with { Output = next.Input, Carried = context.TakeCarried() };
            return Completed(orchestrator.Result);
        }

        private Episode Completed(object? result)
        {
            try
            {
                return Ended(OrchestrationRuntimeStatus.Completed) with { Output = Payload.Write(result) };
            }
            catch (Exception e)
            {
                // The type can't be written, or a getter throws.
                return Ended(OrchestrationRuntimeStatus.Failed, TaskFailureDetails.FromException(e));
            }
        }

        private void Apply(HistoryEvent one, bool isReplay)
        {
            switch (one)
            {
                case HistoryEvent.EpisodeStarted episode:
                    context.ConfirmNothingElse();
                    context.BeginEpisode(episode.At, isReplay);
                    break;
                case HistoryEvent.ExecutionStarted started:
                    context.Start(started);
                    foreach (var carried in started.Carried ?? [])
                        context.Raise(carried);
                    orchestrator = findOrchestrator(started.Name) is { } function
                        ? Begin(function)
                        : Task.FromException<object?>(new InvalidOperationException($"There is no orchestrator function '{started.Name}'."));
                    break;
                case HistoryEvent.Action action:
                    context.Confirm(action);
                    names[action.Id] = action switch
                    {
                        HistoryEvent.TaskScheduled task => task.Name,
                        HistoryEvent.ChildCreated child => child.Name,
                        _ => string.Empty,
                    };
                    break;
                case HistoryEvent.TaskCompleted done:
                    context.Complete(done.Id, done.Result);
                    break;
                case HistoryEvent.ChildCompleted done:
                    context.Complete(done.Id, done.Result);
                    break;
                case HistoryEvent.TimerFired fired:
                    context.Complete(fired.Id, null);
                    break;
                case HistoryEvent.TaskFailed failed:
                    context.Fail(failed.Id, failed.Failure, names.GetValueOrDefault(failed.Id, string.Empty));
                    break;
                case HistoryEvent.ChildFailed failed:
                    context.Fail(failed.Id, failed.Failure, names.GetValueOrDefault(failed.Id, string.Empty));
                    break;
                case HistoryEvent.EventRaised raised:
                    context.Raise(raised);
                    break;
                case HistoryEvent.Terminated end:
                    terminated ??= end;
                    break;
            }

            thread.Drain();
        }

        // A function that throws before its first await fails the orchestration, not the engine.
        private async Task<object?> Begin(Func<TaskOrchestrationContext, Task<object?>> function) => await function(context);

        private Episode Ended(OrchestrationRuntimeStatus status, TaskFailureDetails? failure = null) => new()
        {
            Actions = terminated is null ? [.. context.Unconfirmed] : [],
            CancelledTimers = context.CancelledTimers,
            Status = status,
            Failure = failure,
            CustomStatus = context.CustomStatus,
        };

        private static TaskFailureDetails IllegalAwait() => TaskFailureDetails.FromException(new InvalidOperationException(
            "An invalid asynchronous invocation was detected. The orchestrator awaits a task that is not its context's: "
            + "only tasks of TaskOrchestrationContext may be awaited; all other I/O belongs into activities."));
    }
}
