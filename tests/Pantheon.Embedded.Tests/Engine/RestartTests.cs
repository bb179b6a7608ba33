using Microsoft.Extensions.Time.Testing;

namespace Pantheon.Embedded.Tests.Engine;

/// <summary>The engine is stopped while an instance waits, and started again.</summary>
public sealed class RestartTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Restart_WaitingForEvent_GoesOn()
    {
        await using var engine = new TestEngine(time)
            .Orchestrator("Wait", async context =>
                await context.CallActivityAsync<int>("One") + await context.WaitForExternalEvent<int>("E"))
            .Activity<object, int>("One", _ => 1)
            .Start();
        var id = await engine.BeginAsync("Wait");

        await engine.RestartAsync();
        await engine.Client.RaiseEventAsync(id, "E", 41);

        Assert.Equal(42, (await engine.EndOf(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Restart_EventBufferedBeforeStop_IsRead()
    {
        await using var engine = new TestEngine(time)
            .Orchestrator("Wait", async context =>
            {
                await context.WaitForExternalEvent<object?>("Open");
                return await context.WaitForExternalEvent<int>("E");
            })
            .Start();
        var id = await engine.BeginAsync("Wait");
        await engine.Client.RaiseEventAsync(id, "E", 42);

        await engine.RestartAsync();
        await engine.Client.RaiseEventAsync(id, "Open");

        Assert.Equal(42, (await engine.EndOf(id)).ReadOutputAs<int>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(48)]
    public async Task Restart_WaitingForTimer_FiresEvenIfItFellDueMeanwhile(int hoursDown)
    {
        await using var engine = new TestEngine(time)
            .Orchestrator("Sleep", context => context.CreateTimer(TimeSpan.FromHours(24), CancellationToken.None))
            .Start();
        var id = await engine.BeginAsync("Sleep");

        await engine.StopAsync();
        time.Advance(TimeSpan.FromHours(hoursDown));
        engine.Start();
        if (hoursDown < 24)
        {
            Assert.True((await engine.Client.GetInstanceAsync(id))!.IsRunning);
            time.SetUtcNow(await engine.NextTimerAsync(id));
        }

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.EndOf(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Restart_WaitingForActivities_ThoseDoneAreNotRunAgain()
    {
        using var gate = new SemaphoreSlim(0);
        var runs = new int[3];
        await using var engine = new TestEngine(time)
            .Orchestrator("Three", async context =>
                (await Task.WhenAll(Enumerable.Range(0, 3).Select(i => context.CallActivityAsync<int>("Step", i)))).Sum())
            .Activity<int, int>("Step", async (i, abort) =>
            {
                Interlocked.Increment(ref runs[i]);
                if (i == 2)
                    await gate.WaitAsync(abort);
                return i;
            })
            .Start();
        var id = await engine.BeginAsync("Three");
        await engine.UntilAsync(id, _ => engine.HistoryOf(id).OfType<Pantheon.Embedded.Engine.HistoryEvent.TaskCompleted>().Count() == 2);

        await engine.RestartAsync();
        gate.Release();

        Assert.Equal(3, (await engine.EndOf(id)).ReadOutputAs<int>());
        Assert.Equal([1, 1, 2], runs);
    }

    [Fact]
    public async Task Restart_WaitingForChild_ResultComesBack()
    {
        await using var engine = new TestEngine(time)
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>("Child", new SubOrchestrationOptions(instanceId: "child")))
            .Orchestrator("Child", context => context.WaitForExternalEvent<int>("E"))
            .Start();
        var id = await engine.BeginAsync("Parent");
        await engine.UntilAsync("child", child => child.IsRunning);

        await engine.RestartAsync();
        await engine.Client.RaiseEventAsync("child", "E", 42);

        Assert.Equal(42, (await engine.EndOf(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Restart_NotYetStarted_StartsInItsTime()
    {
        await using var engine = new TestEngine(time).Orchestrator("Quick", _ => Task.FromResult(42)).Start();
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Quick", new StartOrchestrationOptions("mine", time.GetUtcNow().AddHours(1)));

        await engine.RestartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.Client.GetInstanceAsync("mine"))!.RuntimeStatus);
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(42, (await engine.EndOf("mine")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Restart_ContinuedAsNew_CarriedEventsAreRead()
    {
        await using var engine = new TestEngine(time)
            .Orchestrator("Again", async context =>
            {
                if (context.GetInput<string>() is null)
                {
                    await context.WaitForExternalEvent<object?>("Open");
                    context.ContinueAsNew("again");
                    return 0;
                }

                context.SetCustomStatus("again");
                await context.WaitForExternalEvent<object?>("Close");
                return await context.WaitForExternalEvent<int>("E");
            })
            .Start();
        var id = await engine.BeginAsync("Again");
        await engine.Client.RaiseEventAsync(id, "E", 42);
        await engine.Client.RaiseEventAsync(id, "Open");
        await engine.UntilAsync(id, instance => instance.SerializedCustomStatus is not null);

        await engine.RestartAsync();
        await engine.Client.RaiseEventAsync(id, "Close");

        Assert.Equal(42, (await engine.EndOf(id)).ReadOutputAs<int>());
    }
}
