namespace Pantheon.Embedded.Tests.Engine;

public sealed class SuspendTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(2500)]
    public async Task Suspend_EventsWhileSuspended_ReadInOrderAfterResume(int count)
    {
        await using var engine = Reading(count).Start();
        var id = await engine.BeginAsync("Read");
        await SuspendAsync(engine, id);

        await RaiseInOrderAsync(engine, id, Enumerable.Range(0, count));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await engine.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await engine.Client.ResumeInstanceAsync(id, "go on");
        var end = await engine.EndOf(id);

        Assert.Equal(Enumerable.Range(0, count), end.ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task Suspend_EventsBeforeDuringAndAfter_OneOrder()
    {
        await using var engine = Reading(30).Start();
        var id = await engine.BeginAsync("Read");

        await RaiseInOrderAsync(engine, id, Enumerable.Range(0, 10));
        await engine.Client.SuspendInstanceAsync(id);
        await RaiseInOrderAsync(engine, id, Enumerable.Range(10, 10));
        await engine.Client.ResumeInstanceAsync(id);
        await RaiseInOrderAsync(engine, id, Enumerable.Range(20, 10));

        Assert.Equal(Enumerable.Range(0, 30), (await engine.EndOf(id)).ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task Suspend_AnswerOfActivityComes_IsKeptUntilResume()
    {
        using var gate = new SemaphoreSlim(0);
        await using var engine = new TestEngine()
            .Orchestrator("Call", context => context.CallActivityAsync<int>("Hold"))
            .Activity<object, int>("Hold", async (_, abort) =>
            {
                await gate.WaitAsync(abort);
                return 42;
            })
            .Start();
        var id = await engine.BeginAsync("Call");
        await SuspendAsync(engine, id);

        gate.Release();
        await engine.RestartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await engine.Client.GetInstanceAsync(id))!.RuntimeStatus);
        gate.Release();
        await engine.Client.ResumeInstanceAsync(id);

        Assert.Equal(42, (await engine.EndOf(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Suspend_NotYetStarted_StartsAfterResume()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var engine = new TestEngine(time)
            .Orchestrator("Quick", _ => Task.FromResult(1))
            .Start();
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Quick", new StartOrchestrationOptions("mine", time.GetUtcNow().AddDays(1)));
        await SuspendAsync(engine, "mine");

        time.Advance(TimeSpan.FromDays(1));
        await engine.RunAsync("Quick");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await engine.Client.GetInstanceAsync("mine"))!.RuntimeStatus);
        await engine.Client.ResumeInstanceAsync("mine");

        Assert.Equal(1, (await engine.EndOf("mine")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Suspend_ThenTerminate_Ends()
    {
        await using var engine = Reading(1).Start();
        var id = await engine.BeginAsync("Read");
        await SuspendAsync(engine, id);

        await engine.Client.TerminateInstanceAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOf(id)).RuntimeStatus);
    }

    private static async Task SuspendAsync(TestEngine engine, string id)
    {
        await engine.Client.SuspendInstanceAsync(id, "hold on");
        await engine.UntilAsync(id, instance => instance.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
    }

    // The journal takes units in the order of the calls, so nobody need wait for each commit.
    private static Task RaiseInOrderAsync(TestEngine engine, string id, IEnumerable<int> numbers) =>
        Task.WhenAll(numbers.Select(n => engine.Client.RaiseEventAsync(id, "N", n)).ToList());

    private static TestEngine Reading(int count) => new TestEngine()
        .Orchestrator("Read", async context =>
        {
            var read = new List<int>();
            while (read.Count < count)
                read.Add(await context.WaitForExternalEvent<int>("N"));
            return read;
        });
}
