namespace Pantheon.Embedded.Tests.Engine;

public sealed class ActivityTests
{
    [Fact]
    public async Task CallActivity_InSequence_ResultsComeBack()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Add", async context =>
            {
                var sum = 0;
                for (var i = 0; i < 5; i++)
                    sum = await context.CallActivityAsync<int>("Increment", sum);
                return sum;
            })
            .Activity<int, int>("Increment", n => n + 1)
            .Start();

        var end = await engine.RunAsync("Add");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(5, end.ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallActivity_AnswerAfterItsInstanceWasReplaced_IsDropped()
    {
        using var began = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        await using var engine = new TestEngine()
            .Orchestrator("Leave", context =>
            {
                _ = context.CallActivityAsync<string>("Hold", "old");
                return Task.CompletedTask;
            })
            .Orchestrator("Stay", context => context.CallActivityAsync<string>("Same", "new"))
            .Activity<string, string>("Hold", async (text, abort) =>
            {
                began.Release();
                await gate.WaitAsync(abort);
                return text;
            })
            .Activity<string, string>("Same", async (text, abort) =>
            {
                gate.Release();
                await began.WaitAsync(abort);
                return text;
            })
            .Start();
        await engine.RunAsync("Leave", instanceId: "mine");
        await began.WaitAsync();

        await engine.BeginAsync("Stay", instanceId: "mine");
        began.Release();

        Assert.Equal("new", (await engine.EndOf("mine")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallActivity_ThousandAtOnce_AllEnd()
    {
        await using var engine = new TestEngine()
            .Orchestrator("FanOut", async context =>
                (await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => context.CallActivityAsync<int>("Same", i)))).Sum())
            .Activity<int, int>("Same", n => n)
            .Start();

        var end = await engine.RunAsync("FanOut");

        Assert.Equal(499_500, end.ReadOutputAs<int>());
    }
}
