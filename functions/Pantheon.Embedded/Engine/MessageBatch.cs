using Pantheon.Embedded.DurableTask.Client;

namespace Pantheon.Embedded.Engine;

/// <summary>The messages that an episode takes.</summary>
/// <param name="Fresh">What the orchestration is to see.</param>
/// <param name="Consumed">Ids of messages that are done with: those seen, and answers to executions long over.</param>
/// <param name="MoreMayWait">Whether what was left could be taken in another episode.</param>
internal sealed record MessageBatch(List<HistoryEvent> Fresh, List<long> Consumed, bool MoreMayWait)
{
    internal static MessageBatch Select(InstanceRow instance, List<EngineStore.Message> messages)
    {
        var batch = new MessageBatch([], [], false);
        var suspended = instance.Status == OrchestrationRuntimeStatus.Suspended;
        // A new execution begins before anything else that waits for it, even where events came earlier.
        foreach (var message in messages.OrderBy(message => message.Event is HistoryEvent.ExecutionStarted ? 0 : 1))
        {
            if (message.ExecutionId is not null && message.ExecutionId != instance.ExecutionId)
            {
                batch.Consumed.Add(message.Id);
                continue;
            }

            switch (message.Event)
            {
                case HistoryEvent.Terminated:
                    batch.Take(message);
                    return batch;
                case HistoryEvent.Resumed:
                    // What waited during the suspension comes before what came after it: the next episode takes both in order.
                    batch.Take(message);
                    return batch with { MoreMayWait = true };
                case HistoryEvent.Suspended:
                    batch.Take(message);
                    suspended = true;
                    break;
                default:
                    if (!suspended)
                        batch.Take(message);
                    break;
            }
        }

        return batch;
    }

    private void Take(EngineStore.Message message)
    {
        Fresh.Add(message.Event);
        Consumed.Add(message.Id);
    }
}
