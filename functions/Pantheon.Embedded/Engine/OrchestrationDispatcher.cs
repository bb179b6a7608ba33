using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Pantheon.Embedded.DurableTask.Client;

namespace Pantheon.Embedded.Engine;

/// <summary>Runs the episodes of instances that have messages: many instances at once, each one alone.</summary>
internal sealed class OrchestrationDispatcher(
    Database database, OrchestrationExecutor executor, TimeProvider time, Func<Effects, ValueTask> setGoing, ILogger logger)
{
    private const int MaxMessages = 1000;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly Channel<string> ready = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, State> states = new(StringComparer.Ordinal);
    private readonly HistoryCache cache = new();

    private enum State
    {
        Queued,
        Running,
        RunningAndWoken,
    }

    /// <summary>Has the instance look at its messages, now or as soon as its current episode is over.</summary>
    internal void Wake(string instanceId)
    {
        var queued = states.AddOrUpdate(
            instanceId, State.Queued, static (_, state) => state == State.Running ? State.RunningAndWoken : state);
        // Queueing twice is harmless: the second look finds nothing.
        if (queued == State.Queued)
            ready.Writer.TryWrite(instanceId);
    }

    internal async Task WorkAsync(CancellationToken stop)
    {
        while (await ready.Reader.WaitToReadAsync(stop))
        {
            while (!stop.IsCancellationRequested && ready.Reader.TryRead(out var instanceId))
            {
                if (!states.TryUpdate(instanceId, State.Running, State.Queued))
                    continue;
                await RunAsync(instanceId);
            }
        }
    }

    private async Task RunAsync(string instanceId)
    {
        var again = false;
        try
        {
            again = await StepAsync(instanceId);
        }
        catch (Exception e) when (e is not ObjectDisposedException)
        {
            // The step is not committed, so nothing is lost: it is taken again soon.
            cache.Forget(instanceId);
            StepFailed(logger, instanceId, e);
            var later = new Effects();
            later.Delayed.Add((instanceId, (time.GetUtcNow() + RetryDelay).UtcTicks));
            await setGoing(later);
        }
        finally
        {
            if (again || !states.TryRemove(new(instanceId, State.Running)))
            {
                states[instanceId] = State.Queued;
                ready.Writer.TryWrite(instanceId);
            }
        }
    }

    /// <summary>One episode. Answers whether more messages may be waiting.</summary>
    private async Task<bool> StepAsync(string instanceId)
    {
        var now = time.GetUtcNow();
        var (instance, messages) = database.Read(session =>
        {
            var row = session.FindInstance(instanceId);
            var limit = row?.Status == OrchestrationRuntimeStatus.Suspended ? int.MaxValue : MaxMessages;
            return (row, session.ReadMessages(instanceId, now.UtcTicks, limit));
        });
        if (messages.Count == 0)
            return false;
        if (instance is null || instance.Status.IsTerminal())
        {
            await DropAsync(messages);
            return false;
        }

        var batch = MessageBatch.Select(instance, messages);
        if (batch.Consumed.Count == 0)
            return false;
        if (batch.Fresh.Count == 0)
        {
            await DropAsync([.. messages.Where(message => batch.Consumed.Contains(message.Id))]);
            return messages.Count == MaxMessages;
        }

        var past = cache.Find(instanceId, instance.ExecutionId) ?? database.Read(session => session.ReadHistory(instanceId));
        HistoryEvent[] fresh = [new HistoryEvent.EpisodeStarted(now), .. batch.Fresh];
        var episode = executor.Execute(instanceId, past, fresh);
        var commit = new EpisodeCommit(instance, past.Count, fresh, batch.Consumed, episode, now.UtcTicks);
        var effects = await database.Journal.WriteAsync(commit.Apply);
        if (effects is null || episode.Status != OrchestrationRuntimeStatus.Running)
            cache.Forget(instanceId);
        else
            cache.Keep(instanceId, instance.ExecutionId, [.. past, .. fresh, .. episode.Actions]);
        if (effects is not null)
            await setGoing(effects);
        return batch.MoreMayWait || messages.Count == MaxMessages;
    }

    private Task<int> DropAsync(List<EngineStore.Message> messages) => database.Journal.WriteAsync(session =>
    {
        foreach (var message in messages)
            session.Execute("DELETE FROM durable_messages WHERE id = $0", message.Id);
        return messages.Count;
    });

    private static readonly Action<ILogger, string, Exception?> StepFailed = LoggerMessage.Define<string>(
        LogLevel.Error, new EventId(1, "StepFailed"), "A step of orchestration {InstanceId} could not be committed.");
}
