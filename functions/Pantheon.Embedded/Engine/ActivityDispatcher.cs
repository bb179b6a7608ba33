using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pantheon.Embedded.DurableTask;

namespace Pantheon.Embedded.Engine;

/// <summary>Runs activities, a bounded number at once. A task stays in its table until its answer is committed with it gone.</summary>
internal sealed class ActivityDispatcher(
    Database database, Func<ActivityCall, CancellationToken, Task<object?>> invoke, int concurrency, TimeProvider time,
    Func<Effects, ValueTask> setGoing, ILogger logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly Channel<long> waiting = Channel.CreateUnbounded<long>();

    internal void Enqueue(long taskRow) => waiting.Writer.TryWrite(taskRow);

    /// <param name="stop">No further activity is begun.</param>
    /// <param name="abort">Those that run are told to stop; what they come to is not kept, and they run again after a restart.</param>
    internal Task WorkAsync(CancellationToken stop, CancellationToken abort) =>
        Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => WorkOneByOneAsync(stop, abort)));

    private async Task WorkOneByOneAsync(CancellationToken stop, CancellationToken abort)
    {
        while (await waiting.Reader.WaitToReadAsync(stop))
        {
            while (!stop.IsCancellationRequested && waiting.Reader.TryRead(out var row))
                await RunAsync(row, stop, abort);
        }
    }

    private async Task RunAsync(long row, CancellationToken stop, CancellationToken abort)
    {
        ActivityCall? call;
        try
        {
            call = Find(row);
        }
        catch (SqliteException e)
        {
            NotRead(logger, row, e);
            await Task.Delay(RetryDelay, time, stop);
            Enqueue(row);
            return;
        }

        if (call is null)
            return;

        HistoryEvent answer;
        try
        {
            answer = new HistoryEvent.TaskCompleted(call.TaskId, Payload.Write(await invoke(call, abort)));
        }
        catch (Exception e)
        {
            if (abort.IsCancellationRequested)
                return;
            Failed(logger, call.Name, call.InstanceId, e);
            answer = new HistoryEvent.TaskFailed(call.TaskId, TaskFailureDetails.FromException(e));
        }

        while (!await TryAnswerAsync(call, answer))
            await Task.Delay(RetryDelay, time, stop);
    }

    private ActivityCall? Find(long row) => database.Read(session => session.Query(
        "SELECT id, instance_id, execution_id, task_id, name, input FROM durable_tasks WHERE id = $0",
        r => new ActivityCall(
            r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetString(5)),
        row)).FirstOrDefault();

    private async Task<bool> TryAnswerAsync(ActivityCall call, HistoryEvent answer)
    {
        try
        {
            await setGoing(await database.Journal.WriteAsync(session => Answer(session, call, answer)));
            return true;
        }
        catch (Exception e) when (e is not ObjectDisposedException)
        {
            // A full disk, say. Where the service stops before it is better, the task's row stands and it runs again.
            AnswerNotCommitted(logger, call.Name, call.InstanceId, e);
            return false;
        }
    }

    private static Effects Answer(SqliteSession session, ActivityCall call, HistoryEvent answer)
    {
        var effects = new Effects();
        if (session.Execute("DELETE FROM durable_tasks WHERE id = $0", call.Row) == 1
            && session.FindInstance(call.InstanceId) is { } instance
            && instance.ExecutionId == call.ExecutionId && !instance.Status.IsTerminal())
            session.Send(effects, call.InstanceId, answer, call.ExecutionId);
        return effects;
    }

    private static readonly Action<ILogger, string, string, Exception?> Failed = LoggerMessage.Define<string, string>(
        LogLevel.Warning, new EventId(5, "ActivityFailed"), "Activity {Activity} of {InstanceId} failed.");

    private static readonly Action<ILogger, string, string, Exception?> AnswerNotCommitted = LoggerMessage.Define<string, string>(
        LogLevel.Error, new EventId(2, "AnswerNotCommitted"), "The answer of activity {Activity} of {InstanceId} could not be committed; it is tried again.");

    private static readonly Action<ILogger, long, Exception?> NotRead = LoggerMessage.Define<long>(
        LogLevel.Error, new EventId(4, "TaskNotRead"), "Activity task {Row} could not be read; it is tried again.");
}
