namespace Pantheon.Embedded.Engine;

/// <summary>Wakes instances when their delayed messages fall due. What it holds is a copy: the messages are in the database.</summary>
internal sealed class Alarm : IDisposable
{
    // The longest that .NET's timers take is 49 days; a look in between costs nothing.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly PriorityQueue<string, long> due = new();
    private readonly TimeProvider time;
    private readonly Action<string> wake;
    private readonly ITimer timer;

    internal Alarm(TimeProvider time, Action<string> wake)
    {
        (this.time, this.wake) = (time, wake);
        timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal void Set(string instanceId, long at)
    {
        lock (due)
        {
            due.Enqueue(instanceId, at);
            if (due.TryPeek(out _, out var first) && first == at)
                Arm();
        }
    }

    public void Dispose() => timer.Dispose();

    private void Ring()
    {
        var woken = new HashSet<string>();
        lock (due)
        {
            var now = time.GetUtcNow().UtcTicks;
            while (due.TryPeek(out _, out var at) && at <= now)
                woken.Add(due.Dequeue());
            Arm();
        }

        foreach (var instanceId in woken)
            wake(instanceId);
    }

    private void Arm()
    {
        if (!due.TryPeek(out _, out var at))
            return;
        // Rounded up to a millisecond: a timer that fires early would find nothing due and arm itself again and again.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(TimeSpan.FromTicks(Math.Max(0, at - time.GetUtcNow().UtcTicks)).TotalMilliseconds));
        timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
