using System.Text.Json;
using Pantheon.Embedded.DurableTask;
using Pantheon.Embedded.DurableTask.Client;

namespace Pantheon.Embedded.Engine;

/// <summary>The statements of the engine, each a step within a unit of the journal.</summary>
internal static class EngineStore
{
    internal static InstanceRow? FindInstance(this SqliteSession session, string instanceId) => session
        .Query($"SELECT {InstanceRow.Columns} FROM durable_instances WHERE instance_id = $0", InstanceRow.From, instanceId)
        .FirstOrDefault();

    internal static List<HistoryEvent> ReadHistory(this SqliteSession session, string instanceId) => session.Query(
        "SELECT event FROM durable_history WHERE instance_id = $0 ORDER BY seq", row => HistoryEvent.Parse(row.GetString(0)), instanceId);

    internal static List<Message> ReadMessages(this SqliteSession session, string instanceId, long now, int limit) => session.Query(
        "SELECT id, execution_id, event FROM durable_messages WHERE instance_id = $0 AND visible_at <= $1 ORDER BY id LIMIT $2",
        row => new Message(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1), HistoryEvent.Parse(row.GetString(2))),
        instanceId, now, limit);

    internal static void Send(
        this SqliteSession session, Effects effects, string instanceId, HistoryEvent message, string? executionId = null)
    {
        session.Execute(
            "INSERT INTO durable_messages (instance_id, execution_id, visible_at, event) VALUES ($0, $1, 0, $2)",
            instanceId, executionId, message.ToJson());
        effects.Woken.Add(instanceId);
    }

    internal static void SendLater(
        this SqliteSession session, Effects effects, string instanceId, HistoryEvent message, string? executionId, long at, int? timerId)
    {
        session.Execute(
            "INSERT INTO durable_messages (instance_id, execution_id, visible_at, timer_id, event) VALUES ($0, $1, $2, $3, $4)",
            instanceId, executionId, at, timerId, message.ToJson());
        effects.Delayed.Add((instanceId, at));
    }

    /// <summary>Writes a new instance, in place of an ended one of the same id.</summary>
    internal static void CreateInstance(
        this SqliteSession session, Effects effects, string instanceId, string name, string? input, ParentLink? parent, long now, long startAt)
    {
        session.DeleteInstance(instanceId);
        var executionId = Guid.NewGuid().ToString("N");
        session.Execute(
            "INSERT INTO durable_instances (instance_id, execution_id, name, status, created_at, updated_at, input, parent, parent_id) "
            + "VALUES ($0, $1, $2, $3, $4, $4, $5, $6, $7)",
            instanceId, executionId, name, (int)OrchestrationRuntimeStatus.Pending, now, input,
            parent is null ? null : JsonSerializer.Serialize(parent), parent?.InstanceId);
        var started = new HistoryEvent.ExecutionStarted(name, input, parent, null);
        if (startAt > now)
            session.SendLater(effects, instanceId, started, executionId, startAt, null);
        else
            session.Send(effects, instanceId, started, executionId);
        effects.Changed.Add(instanceId);
    }

    internal static void AppendHistory(this SqliteSession session, string instanceId, int seq, IEnumerable<HistoryEvent> events)
    {
        foreach (var one in events)
            session.Execute("INSERT INTO durable_history (instance_id, seq, event) VALUES ($0, $1, $2)", instanceId, seq++, one.ToJson());
    }

    internal static void AddTask(this SqliteSession session, Effects effects, string instanceId, string executionId, HistoryEvent.TaskScheduled task)
    {
        session.Execute(
            "INSERT INTO durable_tasks (instance_id, execution_id, task_id, name, input) VALUES ($0, $1, $2, $3, $4)",
            instanceId, executionId, task.Id, task.Name, task.Input);
        effects.Tasks.Add(session.LastInsertId());
    }

    internal static void DeleteInstance(this SqliteSession session, string instanceId)
    {
        foreach (var table in new[] { "durable_messages", "durable_history", "durable_tasks", "durable_instances" })
            session.Execute($"DELETE FROM {table} WHERE instance_id = $0", instanceId);
    }

    internal static List<string> ChildrenOf(this SqliteSession session, string instanceId) => session.Query(
        "SELECT instance_id FROM durable_instances WHERE parent_id = $0", row => row.GetString(0), instanceId);

    /// <summary>Tells a parent how its child ended; a parent that has ended, or begun anew, is not told.</summary>
    internal static void AnswerParent(
        this SqliteSession session, Effects effects, ParentLink parent, string? output, TaskFailureDetails? failure) => session.Send(
        effects, parent.InstanceId,
        failure is null ? new HistoryEvent.ChildCompleted(parent.TaskId, output) : new HistoryEvent.ChildFailed(parent.TaskId, failure),
        parent.ExecutionId);

    internal sealed record Message(long Id, string? ExecutionId, HistoryEvent Event);
}
