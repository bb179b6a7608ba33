using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Pantheon.Embedded.Tests;

/// <summary>A fake clock that tells of timers as they are set, so that a test knows when to move it.</summary>
internal sealed class ObservedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> set = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        set.Writer.TryWrite(dueTime);
        return new Observed(timer, set.Writer);
    }

    /// <summary>Waits until somebody waits that long; timers told of before are forgotten.</summary>
    internal async Task UntilTimerAsync(TimeSpan due)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await set.Reader.ReadAsync(patience.Token) != due)
        {
        }
    }

    private sealed class Observed(ITimer timer, ChannelWriter<TimeSpan> set) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            set.TryWrite(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
