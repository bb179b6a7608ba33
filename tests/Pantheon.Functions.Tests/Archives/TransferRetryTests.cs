using Microsoft.Extensions.Time.Testing;
using Pantheon.Archives;
using Pantheon.Archives.Downloads;
using Pantheon.Functions.Archives;

namespace Pantheon.Functions.Tests.Archives;

public sealed class TransferRetryTests
{
    private readonly FakeTimeProvider time = new();
    private readonly TransferRetry retry;
    private int tries;

    public TransferRetryTests() => retry = new TransferRetry(time);

    [Fact]
    public async Task Run_Succeeds_IsTriedOnce() => Assert.Equal(1, await retry.RunAsync(_ => Task.FromResult(++tries), default));

    [Fact]
    public async Task Run_Breaks_WaitsTwiceAsLongEachTimeAndGivesUpAtTheFifth()
    {
        var running = BreakAsync(_ => null);
        foreach (var (wait, expected) in new[] { (1, 2), (2, 3), (4, 4), (8, 5) })
        {
            time.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromTicks(1));
            Assert.Equal(expected - 1, tries);
            time.Advance(TimeSpan.FromTicks(1));
            await Poll.UntilAsync(() => tries == expected);
        }

        await Assert.ThrowsAsync<TransferException>(() => running);
    }

    [Fact]
    public async Task Run_OtherSideNamesAWait_ThatOneIsTaken()
    {
        var running = BreakAsync(count => count == 1 ? TimeSpan.FromSeconds(120) : throw new ArchiveException(FindingCode.NotFound, "gone"));
        time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(1, tries);
        time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<ArchiveException>(() => running);
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task Run_OtherSideNamesTooLongAWait_GivesUpAtOnce()
    {
        var failure = await Assert.ThrowsAsync<TransferException>(() => BreakAsync(_ => TimeSpan.FromSeconds(121)));

        Assert.Equal((1, TimeSpan.FromSeconds(121)), (tries, failure.RetryAfter));
    }

    [Fact]
    public async Task Run_OtherSideNamesNoTime_WaitsAMomentAllTheSame()
    {
        var running = BreakAsync(count => count == 1 ? TimeSpan.Zero : TimeSpan.FromHours(1));
        Assert.Equal(1, tries);
        time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TransferException>(() => running);
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task Run_StoppedWhileItWaits_Stops()
    {
        using var stop = new CancellationTokenSource();
        var running = BreakAsync(_ => TimeSpan.FromMinutes(1), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private Task<int> BreakAsync(Func<int, TimeSpan?> wait, CancellationToken cancellationToken = default) => retry.RunAsync<int>(
        _ =>
        {
            tries++;
            throw new TransferException("broken", wait(tries));
        },
        cancellationToken);
}
