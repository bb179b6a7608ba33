namespace Pantheon.Testing;

/// <summary>For what no event announces: asks again and again, with bounded patience.</summary>
public static class Poll
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException"><paramref name="condition"/> didn't come true within <paramref name="patience"/> (30 s by default).</exception>
    public static Task UntilAsync(Func<bool> condition, TimeSpan? patience = null) => UntilAsync(_ => Task.FromResult(condition()), patience);

    /// <inheritdoc cref="UntilAsync(Func{bool}, TimeSpan?)"/>
    public static async Task UntilAsync(Func<CancellationToken, Task<bool>> condition, TimeSpan? patience = null)
    {
        var limit = patience ?? TimeSpan.FromSeconds(30);
        using var timer = new CancellationTokenSource(limit);
        while (!await condition(timer.Token))
        {
            if (timer.IsCancellationRequested)
                throw new TimeoutException($"Not within {limit.TotalSeconds} s.");
            await Task.Delay(Interval, TimeProvider.System);
        }
    }
}
