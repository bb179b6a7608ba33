using Microsoft.Extensions.DependencyInjection;
using Pantheon.Embedded.Functions;

namespace Pantheon.Embedded.Tests.Hosting;

public sealed class TimerFunctionsTests : IAsyncLifetime
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private readonly ObservedTime time = new();
    private readonly DateTime midnight;
    private TestHost host;

    public TimerFunctionsTests()
    {
        midnight = time.GetUtcNow().UtcDateTime;
        host = Host(TestHost.EveryFiveMinutes);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Tick_BySchedule_OnTime()
    {
        await StartAsync(FiveMinutes);

        var first = await NextTickAsync(FiveMinutes);
        await time.UntilTimerAsync(FiveMinutes);
        var second = await NextTickAsync(FiveMinutes);

        Assert.False(first.IsPastDue);
        Assert.False(second.IsPastDue);
        Assert.Equal(midnight + FiveMinutes, second.ScheduleStatus!.Last);
        Assert.Equal(midnight + (3 * FiveMinutes), second.ScheduleStatus.Next);
    }

    [Fact]
    public async Task Tick_First_LastIsTheBeginningOfTime()
    {
        await StartAsync(FiveMinutes);

        var first = await NextTickAsync(FiveMinutes);

        Assert.Equal(new DateTime(1, 1, 1), first.ScheduleStatus!.Last);
        Assert.Equal(midnight + (2 * FiveMinutes), first.ScheduleStatus.Next);
    }

    [Fact]
    public async Task Tick_LessThanAMinuteApart_HasNoStatus()
    {
        await using var often = Host("--TickSchedule=*/10 * * * * *");
        await often.StartAsync();
        await time.UntilTimerAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Null((await often.Seen.Ticks.Reader.ReadAsync()).ScheduleStatus);
    }

    [Fact]
    public async Task Tick_MissedWhileDown_RunsOnceAtStartPastDue()
    {
        await StartAsync(FiveMinutes);
        await NextTickAsync(FiveMinutes);
        await time.UntilTimerAsync(FiveMinutes);
        await host.StopAsync();

        time.Advance(TimeSpan.FromMinutes(22));
        await StartAsync(TimeSpan.FromMinutes(3));

        Assert.True(host.Seen.Ticks.Reader.TryRead(out var missed));
        Assert.True(missed.IsPastDue);
        Assert.Equal(midnight + FiveMinutes, missed.ScheduleStatus!.Last);
        Assert.False(host.Seen.Ticks.Reader.TryRead(out _));
        var next = await NextTickAsync(TimeSpan.FromMinutes(3));
        Assert.False(next.IsPastDue);
        Assert.Equal(midnight + (2 * FiveMinutes), next.ScheduleStatus!.Last);
    }

    [Fact]
    public async Task Tick_NoneMissed_StatusIsKeptOverTheStop()
    {
        await StartAsync(FiveMinutes);
        await NextTickAsync(FiveMinutes);
        await time.UntilTimerAsync(FiveMinutes);
        await host.StopAsync();

        time.Advance(TimeSpan.FromMinutes(2));
        await StartAsync(TimeSpan.FromMinutes(3));
        var tick = await NextTickAsync(TimeSpan.FromMinutes(3));

        Assert.False(tick.IsPastDue);
        Assert.Equal(midnight + FiveMinutes, tick.ScheduleStatus!.Last);
    }

    [Fact]
    public async Task Tick_NeverRunAndMissedTheFirst_RunsAtStart()
    {
        await StartAsync(FiveMinutes);
        await host.StopAsync();

        time.Advance(TimeSpan.FromMinutes(6));
        await StartAsync(TimeSpan.FromMinutes(4));

        Assert.True(host.Seen.Ticks.Reader.TryRead(out var missed));
        Assert.True(missed.IsPastDue);
        Assert.Equal(default, missed.ScheduleStatus!.Last);
    }

    [Fact]
    public async Task Start_ScheduleChanged_TheNewOneHolds()
    {
        await using var yearly = Host("--TickSchedule=0 0 0 1 1 *");
        await yearly.StartAsync();
        await time.UntilTimerAsync(TimeSpan.FromDays(20));
        await yearly.StopAsync();

        await using var often = Host(TestHost.EveryFiveMinutes, yearly.DataDirectory);
        await often.StartAsync();
        await time.UntilTimerAsync(FiveMinutes);
        time.Advance(FiveMinutes);

        Assert.False((await often.Seen.Ticks.Reader.ReadAsync()).IsPastDue);
    }

    [Fact]
    public async Task Start_SettingMissing_FailsNamingIt()
    {
        await using var without = Host("--Another=1");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => without.StartAsync());

        Assert.Contains("'TickSchedule'", thrown.Message, StringComparison.Ordinal);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    private TestHost Host(string setting, string? directory = null) =>
        new(builder => builder.Services.AddSingleton<TimeProvider>(time), directory is null ? [setting] : [setting, $"--DataDirectory={directory}"]);

    private async Task StartAsync(TimeSpan waits)
    {
        await host.StartAsync();
        await time.UntilTimerAsync(waits);
    }

    private async Task<TimerInfo> NextTickAsync(TimeSpan after)
    {
        time.Advance(after);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await host.Seen.Ticks.Reader.ReadAsync(patience.Token);
    }
}
