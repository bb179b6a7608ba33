using System.Collections.Concurrent;

namespace Pantheon.Embedded.Engine;

/// <summary>Lets clients wait for an instance's next change.</summary>
internal sealed class InstanceWatch
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> watched = new(StringComparer.Ordinal);

    /// <summary>A task that ends with the instance's next committed change. Take it before looking at the instance.</summary>
    internal Task Next(string instanceId) =>
        watched.GetOrAdd(instanceId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal void Changed(string instanceId)
    {
        if (watched.TryRemove(instanceId, out var waiters))
            waiters.SetResult();
    }
}
