using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class ContinueAsNewTests
{
    [Fact]
    public async Task ContinueAsNew_Loop_HistoryIsOnlyTheLastExecution()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Count", async context =>
            {
                var n = await context.CallActivityAsync<int>("Increment", context.GetInput<int>());
                if (n < 20)
                    context.ContinueAsNew(n);
                return n;
            })
            .Activity<int, int>("Increment", n => n + 1)
            .Start();

        var end = await engine.RunAsync("Count", 0, "mine");

        Assert.Equal(20, end.ReadOutputAs<int>());
        Assert.Equal(19, end.ReadInputAs<int>());
        Assert.Single(engine.HistoryOf("mine").OfType<HistoryEvent.TaskScheduled>());
    }

    [Theory]
    [InlineData(true, "1,2,3")]
    [InlineData(false, "4,5,6")]
    public async Task ContinueAsNew_UnreadEvents_CarriedOrDropped(bool preserve, string read)
    {
        await using var engine = new TestEngine()
            .Orchestrator("Read", async context =>
            {
                if (context.GetInput<string>() is null)
                {
                    await context.WaitForExternalEvent<object?>("Begin");
                    context.ContinueAsNew("again", preserve);
                    return string.Empty;
                }

                context.SetCustomStatus("again");
                return string.Join(',', await Three(context));
            })
            .Start();
        var id = await engine.BeginAsync("Read");
        foreach (var n in new[] { 1, 2, 3 })
            await engine.Client.RaiseEventAsync(id, "N", n);
        await engine.Client.RaiseEventAsync(id, "Begin");
        await engine.UntilAsync(id, instance => instance.SerializedCustomStatus is not null);

        // The three that were preserved have ended it by now; where they were dropped it waits for others.
        if (!preserve)
        {
            foreach (var n in new[] { 4, 5, 6 })
                await engine.Client.RaiseEventAsync(id, "N", n);
        }

        Assert.Equal(read, (await engine.EndOf(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_EventsRaisedAllAlong_NoneIsLost()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Sum", async context =>
            {
                var state = context.GetInput<int[]>()!;
                var n = await context.WaitForExternalEvent<int>("N");
                int[] next = [state[0] + 1, state[1] + n];
                if (next[0] < 200)
                    context.ContinueAsNew(next);
                return next[1];
            })
            .Start();
        var id = await engine.BeginAsync("Sum", new[] { 0, 0 });

        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => engine.Client.RaiseEventAsync(id, "N", n)));

        Assert.Equal(199 * 200 / 2, (await engine.EndOf(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task ContinueAsNew_TimerOfTheLastExecution_DoesNotFire()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var engine = new TestEngine(time)
            .Orchestrator("Again", async context =>
            {
                if (context.GetInput<string>() is null)
                {
                    _ = context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                    context.ContinueAsNew("again");
                    return 0;
                }

                context.SetCustomStatus("again");
                return await context.WaitForExternalEvent<int>("N");
            })
            .Start();
        var id = await engine.BeginAsync("Again");

        await engine.UntilAsync(id, instance => instance.SerializedCustomStatus is not null);

        Assert.Equal(0, engine.CountRows("durable_messages", id));
        await engine.Client.RaiseEventAsync(id, "N", 7);
        Assert.Equal(7, (await engine.EndOf(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task ContinueAsNew_Child_AnswersItsParentAtTheEnd()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>("Count", 0))
            .Orchestrator("Count", context =>
            {
                var n = context.GetInput<int>();
                if (n < 5)
                    context.ContinueAsNew(n + 1);
                return Task.FromResult(n);
            })
            .Start();

        Assert.Equal(5, (await engine.RunAsync("Parent")).ReadOutputAs<int>());
    }

    private static async Task<int[]> Three(TaskOrchestrationContext context) =>
    [
        await context.WaitForExternalEvent<int>("N"),
        await context.WaitForExternalEvent<int>("N"),
        await context.WaitForExternalEvent<int>("N"),
    ];
}
