using Microsoft.Extensions.Time.Testing;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class DurableTimerTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task CreateTimer_TimeNotCome_Waits()
    {
        await using var engine = new TestEngine(time)
            .Orchestrator("Sleep", async context =>
            {
                var began = context.CurrentUtcDateTime;
                await context.CreateTimer(TimeSpan.FromDays(100), CancellationToken.None);
                return context.CurrentUtcDateTime - began;
            })
            .Orchestrator("Other", _ => Task.CompletedTask)
            .Start();
        var id = await engine.BeginAsync("Sleep");

        time.Advance(TimeSpan.FromDays(100) - TimeSpan.FromMilliseconds(1));
        await engine.RunAsync("Other");
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.Client.GetInstanceAsync(id))!.RuntimeStatus);

        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromDays(100), (await engine.EndOf(id)).ReadOutputAs<TimeSpan>());
    }

    [Fact]
    public async Task CreateTimer_InThePast_FiresAtOnce()
    {
        await using var engine = new TestEngine(time)
            .Orchestrator("Sleep", context => context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None))
            .Start();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.RunAsync("Sleep")).RuntimeStatus);
    }

    [Fact]
    public async Task CreateTimer_ManyInstances_EachInItsTime()
    {
        await using var engine = new TestEngine(time)
            .Orchestrator("Sleep", context => context.CreateTimer(TimeSpan.FromMinutes(context.GetInput<int>()), CancellationToken.None))
            .Start();
        foreach (var minutes in new[] { 3, 1, 2 })
            await engine.BeginAsync("Sleep", minutes, $"sleep {minutes}");

        for (var minute = 1; minute <= 3; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await engine.EndOf($"sleep {minute}");
            var running = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running]);
            Assert.Equal(3 - minute, await engine.Client.GetAllInstancesAsync(running).CountAsync());
        }
    }

    [Fact]
    public async Task CreateTimer_TokenCancelledAtOnce_NeverRecorded()
    {
        await using var engine = new TestEngine(time)
            .Orchestrator("Sleep", async context =>
            {
                using var end = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(1), end.Token);
                end.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => timer);
                return await context.CallActivityAsync<int>("Answer");
            })
            .Activity<object, int>("Answer", _ => 42)
            .Start();

        var end = await engine.RunAsync("Sleep");

        Assert.Equal(42, end.ReadOutputAs<int>());
        Assert.Empty(engine.HistoryOf(end.InstanceId).OfType<Pantheon.Embedded.Engine.HistoryEvent.TimerCreated>());
    }

    [Fact]
    public async Task CreateTimer_Cancelled_RowIsGoneAndReplayAgrees()
    {
        await using var engine = new TestEngine(time)
            .Orchestrator("Sleep", async context =>
            {
                using var end = new CancellationTokenSource();
                _ = context.CreateTimer(TimeSpan.FromDays(1), end.Token);
                var answer = await context.CallActivityAsync<int>("Answer");
                end.Cancel();
                context.SetCustomStatus("cancelled");
                return answer + await context.WaitForExternalEvent<int>("E");
            })
            .Activity<object, int>("Answer", _ => 42)
            .Start();
        var id = await engine.BeginAsync("Sleep");

        await engine.UntilAsync(id, instance => instance.SerializedCustomStatus is not null);
        Assert.Equal(0, engine.CountRows("durable_messages", id));
        await engine.RestartAsync();
        await engine.Client.RaiseEventAsync(id, "E", 1);

        Assert.Equal(43, (await engine.EndOf(id)).ReadOutputAs<int>());
    }
}
