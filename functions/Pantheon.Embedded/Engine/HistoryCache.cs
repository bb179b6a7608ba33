using System.Collections.Concurrent;

namespace Pantheon.Embedded.Engine;

/// <summary>Parsed histories of instances that stepped lately, so that a step need not read what the last one wrote. Bounded by events.</summary>
internal sealed class HistoryCache
{
    private const int MaxEvents = 200_000;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private int events;

    internal IReadOnlyList<HistoryEvent>? Find(string instanceId, string executionId) =>
        entries.TryGetValue(instanceId, out var entry) && entry.ExecutionId == executionId ? entry.Events : null;

    internal void Keep(string instanceId, string executionId, IReadOnlyList<HistoryEvent> history)
    {
        Forget(instanceId);
        if (Volatile.Read(ref events) + history.Count > MaxEvents)
            Clear();
        if (entries.TryAdd(instanceId, new(executionId, history)))
            Interlocked.Add(ref events, history.Count);
    }

    internal void Forget(string instanceId)
    {
        if (entries.TryRemove(instanceId, out var entry))
            Interlocked.Add(ref events, -entry.Events.Count);
    }

    private void Clear()
    {
        foreach (var id in entries.Keys)
            Forget(id);
    }

    private sealed record Entry(string ExecutionId, IReadOnlyList<HistoryEvent> Events);
}
