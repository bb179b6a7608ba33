using Microsoft.Extensions.Time.Testing;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class EventTimeoutTests
{
    [Fact]
    public async Task WaitForExternalEvent_TimeIsOver_TaskCanceledException()
    {
        var time = new FakeTimeProvider();
        await using var engine = new TestEngine(time)
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("E", TimeSpan.FromHours(1)))
            .Start();
        var id = await engine.BeginAsync("Wait");

        time.Advance(TimeSpan.FromHours(1));
        var end = await engine.EndOf(id);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.True(end.FailureDetails!.IsCausedBy<TaskCanceledException>());
    }

    [Fact]
    public async Task WaitForExternalEvent_TimeIsOverAndCaught_NextWaitGetsTheEvent()
    {
        var time = new FakeTimeProvider();
        await using var engine = new TestEngine(time)
            .Orchestrator("Wait", async context =>
            {
                for (var reminders = 0; ; reminders++)
                {
                    try
                    {
                        return reminders + await context.WaitForExternalEvent<string>("E", TimeSpan.FromDays(1));
                    }
                    catch (TaskCanceledException)
                    {
                        // Another day.
                    }
                }
            })
            .Start();
        var id = await engine.BeginAsync("Wait");

        time.SetUtcNow(await engine.NextTimerAsync(id));
        time.SetUtcNow(await engine.NextTimerAsync(id));
        await engine.NextTimerAsync(id);
        await engine.Client.RaiseEventAsync(id, "E", " reminders");

        Assert.Equal("2 reminders", (await engine.EndOf(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_EventWins_TimerIsGone()
    {
        await using var engine = new TestEngine(new FakeTimeProvider())
            .Orchestrator("Wait", async context =>
            {
                var first = await context.WaitForExternalEvent<string>("E", TimeSpan.FromHours(1));
                context.SetCustomStatus("first");
                return first + await context.WaitForExternalEvent<string>("E");
            })
            .Start();
        var id = await engine.BeginAsync("Wait");
        Assert.Equal(1, engine.CountRows("durable_messages", id));

        await engine.Client.RaiseEventAsync(id, "E", "a");
        await engine.UntilAsync(id, instance => instance.SerializedCustomStatus == "\"first\"");
        Assert.Equal(0, engine.CountRows("durable_messages", id));

        await engine.Client.RaiseEventAsync(id, "E", "b");
        Assert.Equal("ab", (await engine.EndOf(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_CameEarly_NoTimerIsMade()
    {
        await using var engine = new TestEngine(new FakeTimeProvider())
            .Orchestrator("Wait", async context =>
            {
                await context.WaitForExternalEvent<object?>("Open");
                return await context.WaitForExternalEvent<string>("E", TimeSpan.FromHours(1));
            })
            .Start();
        var id = await engine.BeginAsync("Wait");

        await engine.Client.RaiseEventAsync(id, "E", "early");
        await engine.Client.RaiseEventAsync(id, "Open");

        Assert.Equal("early", (await engine.EndOf(id)).ReadOutputAs<string>());
        Assert.Empty(engine.HistoryOf(id).OfType<Pantheon.Embedded.Engine.HistoryEvent.TimerCreated>());
    }

    [Fact]
    public async Task WaitForExternalEvent_OwnTokenCancelled_TaskCanceledException()
    {
        await using var engine = new TestEngine(new FakeTimeProvider())
            .Orchestrator("Wait", async context =>
            {
                using var end = new CancellationTokenSource();
                var wait = context.WaitForExternalEvent<string>("E", TimeSpan.FromHours(1), end.Token);
                await context.WaitForExternalEvent<object?>("Stop");
                end.Cancel();
                return await wait;
            })
            .Start();
        var id = await engine.BeginAsync("Wait");

        await engine.Client.RaiseEventAsync(id, "Stop");
        var end = await engine.EndOf(id);

        Assert.True(end.FailureDetails!.IsCausedBy<TaskCanceledException>());
        Assert.Equal(0, engine.CountRows("durable_messages", id));
    }
}
