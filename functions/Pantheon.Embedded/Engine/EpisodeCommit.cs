using System.Text.Json;
using Pantheon.Embedded.DurableTask;
using Pantheon.Embedded.DurableTask.Client;

namespace Pantheon.Embedded.Engine;

/// <summary>Writes what an episode came to, in one unit: messages consumed, history, tasks, timers, children, events, status.</summary>
internal sealed record EpisodeCommit(
    InstanceRow Instance, int HistoryLength, IReadOnlyList<HistoryEvent> Fresh, IReadOnlyList<long> Consumed, Episode Episode, long Now)
{
    /// <summary>The effects to set going, or null where the instance is no longer the one that was run.</summary>
    internal Effects? Apply(SqliteSession session)
    {
        if (session.FindInstance(Instance.InstanceId) is not { } current
            || current.ExecutionId != Instance.ExecutionId || current.Status.IsTerminal())
            return null;

        var effects = new Effects();
        effects.Changed.Add(Instance.InstanceId);
        foreach (var id in Consumed)
            session.Execute("DELETE FROM durable_messages WHERE id = $0", id);

        if (Episode.Status == OrchestrationRuntimeStatus.ContinuedAsNew)
            BeginAnew(session, effects);
        else
            GoOn(session, effects);
        return effects;
    }

    private void GoOn(SqliteSession session, Effects effects)
    {
        var history = Fresh.Concat(Episode.Actions);
        if (Episode.Status.IsTerminal())
            history = history.Append(new HistoryEvent.ExecutionEnded(Episode.Status));
        session.AppendHistory(Instance.InstanceId, HistoryLength, history);
        Send(session, effects);
        foreach (var timer in Episode.CancelledTimers)
            session.Execute("DELETE FROM durable_messages WHERE instance_id = $0 AND timer_id = $1", Instance.InstanceId, timer);

        session.Execute(
            "UPDATE durable_instances SET status = $1, updated_at = $2, output = $3, failure = $4, "
            + "custom_status = nullif(coalesce($5, custom_status), 'null'), started = started OR $6 WHERE instance_id = $0",
            Instance.InstanceId, (int)StatusAfter(), Now, Episode.Output,
            Episode.Failure is null ? null : JsonSerializer.Serialize(Episode.Failure), Episode.CustomStatus,
            Episode.Status != OrchestrationRuntimeStatus.Pending);
        if (Episode.Status.IsTerminal())
            End(session, effects);
    }

    private void BeginAnew(SqliteSession session, Effects effects)
    {
        var executionId = Guid.NewGuid().ToString("N");
        Send(session, effects);
        session.Execute("DELETE FROM durable_history WHERE instance_id = $0", Instance.InstanceId);
        // Timers and late answers of the execution that ended; events carry no execution and stay.
        session.Execute(
            "DELETE FROM durable_messages WHERE instance_id = $0 AND execution_id = $1", Instance.InstanceId, Instance.ExecutionId);
        session.Execute(
            "UPDATE durable_instances SET execution_id = $1, input = $2, updated_at = $3, status = $4, started = 1, "
            + "custom_status = nullif(coalesce($5, custom_status), 'null') WHERE instance_id = $0",
            Instance.InstanceId, executionId, Episode.Output, Now, (int)StatusAfter(), Episode.CustomStatus);
        session.Send(
            effects, Instance.InstanceId,
            new HistoryEvent.ExecutionStarted(Instance.Name, Episode.Output, Instance.ParentLink, Episode.Carried), executionId);
    }

    private void Send(SqliteSession session, Effects effects)
    {
        foreach (var action in Episode.Actions)
        {
            switch (action)
            {
                case HistoryEvent.TaskScheduled task:
                    session.AddTask(effects, Instance.InstanceId, Instance.ExecutionId, task);
                    break;
                case HistoryEvent.TimerCreated timer:
                    session.SendLater(
                        effects, Instance.InstanceId, new HistoryEvent.TimerFired(timer.Id), Instance.ExecutionId,
                        timer.FireAt.Ticks, timer.Id);
                    break;
                case HistoryEvent.ChildCreated child:
                    StartChild(session, effects, child);
                    break;
                case HistoryEvent.EventSent sent:
                    if (session.FindInstance(sent.InstanceId) is { } target && !target.Status.IsTerminal())
                        session.Send(effects, sent.InstanceId, new HistoryEvent.EventRaised(sent.Name, sent.Input));
                    break;
            }
        }
    }

    private void StartChild(SqliteSession session, Effects effects, HistoryEvent.ChildCreated child)
    {
        var parent = new ParentLink(Instance.Name, Instance.InstanceId, Instance.ExecutionId, child.Id);
        if (session.FindInstance(child.InstanceId) is { } existing && !existing.Status.IsTerminal())
            session.AnswerParent(effects, parent, null, TaskFailureDetails.FromException(new OrchestrationAlreadyExistsException(
                $"An orchestration instance '{child.InstanceId}' runs already.")));
        else
            session.CreateInstance(effects, child.InstanceId, child.Name, child.Input, parent, Now, Now);
    }

    private void End(SqliteSession session, Effects effects)
    {
        session.Execute("DELETE FROM durable_messages WHERE instance_id = $0", Instance.InstanceId);
        if (Episode.Status == OrchestrationRuntimeStatus.Terminated)
        {
            session.Execute("DELETE FROM durable_tasks WHERE instance_id = $0", Instance.InstanceId);
            if (Fresh.OfType<HistoryEvent.Terminated>().First() is { Recursive: true } end)
            {
                foreach (var child in session.ChildrenOf(Instance.InstanceId))
                    session.Send(effects, child, end with { Output = null });
            }
        }

        if (Instance.ParentLink is { } parent)
            session.AnswerParent(effects, parent, Episode.Output, FailureForParent());
    }

    private TaskFailureDetails? FailureForParent() => Episode.Status switch
    {
        OrchestrationRuntimeStatus.Terminated => TaskFailureDetails.FromException(
            new InvalidOperationException($"The sub-orchestration '{Instance.InstanceId}' was terminated.")),
        _ => Episode.Failure,
    };

    // A step that was taken while a suspension came along leaves the instance suspended.
    private OrchestrationRuntimeStatus StatusAfter()
    {
        if (Episode.Status.IsTerminal())
            return Episode.Status;
        var last = Fresh.LastOrDefault(one => one is HistoryEvent.Suspended or HistoryEvent.Resumed);
        var suspended = last is HistoryEvent.Suspended || (last is null && Instance.Status == OrchestrationRuntimeStatus.Suspended);
        if (suspended)
            return OrchestrationRuntimeStatus.Suspended;
        return Episode.Status == OrchestrationRuntimeStatus.Pending ? OrchestrationRuntimeStatus.Pending : OrchestrationRuntimeStatus.Running;
    }
}
