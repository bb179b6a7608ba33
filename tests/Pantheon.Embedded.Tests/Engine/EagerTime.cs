namespace Pantheon.Embedded.Tests.Engine;

/// <summary>A clock that jumps ahead to every timer as soon as it is set, so that nobody need wait or move it.</summary>
internal sealed class EagerTime : TimeProvider
{
    private long now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref now), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(EagerTime time, Action ring) : ITimer
    {
        private int version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = Interlocked.Increment(ref version);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (Volatile.Read(ref version) != mine)
                    return;
                Interlocked.Add(ref time.now, dueTime.Ticks);
                ring();
            });
            return true;
        }

        public void Dispose() => Interlocked.Increment(ref version);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
