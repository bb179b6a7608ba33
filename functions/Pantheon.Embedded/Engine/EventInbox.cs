namespace Pantheon.Embedded.Engine;

/// <summary>External events of one execution: unread ones in their order, and those who wait, the newest first.</summary>
internal sealed class EventInbox
{
    private readonly Dictionary<string, List<OpenTask>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HistoryEvent.EventRaised> unread = [];

    internal bool HasWaiters => waiters.Values.Any(list => list.Exists(task => !task.IsCompleted));

    internal void Deliver(HistoryEvent.EventRaised raised)
    {
        if (NewestWaiter(raised.Name) is { } waiter)
            waiter.Complete(raised.Input);
        else
            unread.Add(raised);
    }

    internal Task<T> Wait<T>(string name, CancellationToken cancellationToken)
    {
        var others = WaitersOf(name);
        if (others.Find(task => task.ResultType != typeof(T)) is { } other)
            throw new ArgumentException(
                $"Event '{name}' is already awaited as {other.ResultType.FullName} and can't be awaited as {typeof(T).FullName} too.",
                nameof(name));

        var task = new OpenTask.Of<T>();
        var next = unread.FindIndex(raised => string.Equals(raised.Name, name, StringComparison.OrdinalIgnoreCase));
        if (next >= 0)
        {
            var raised = unread[next];
            unread.RemoveAt(next);
            task.Complete(raised.Input);
            return task.Task;
        }

        others.Add(task);
        cancellationToken.Register(() =>
        {
            others.Remove(task);
            task.Cancel(cancellationToken);
        });
        return task.Task;
    }

    internal IReadOnlyList<HistoryEvent.EventRaised> TakeUnread()
    {
        var taken = unread.ToArray();
        unread.Clear();
        return taken;
    }

    private OpenTask? NewestWaiter(string name)
    {
        if (!waiters.TryGetValue(name, out var list) || list.Count == 0)
            return null;
        var newest = list[^1];
        list.RemoveAt(list.Count - 1);
        return newest;
    }

    private List<OpenTask> WaitersOf(string name)
    {
        if (!waiters.TryGetValue(name, out var list))
            waiters[name] = list = [];
        return list;
    }
}
