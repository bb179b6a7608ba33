using Grpc.Core;
using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class TerminateTests
{
    [Fact]
    public async Task Terminate_Running_EndsWithTheOutput()
    {
        await using var engine = Waiting().Start();
        await engine.BeginAsync("Wait", instanceId: "mine");

        await engine.Client.TerminateInstanceAsync("mine", "enough");
        var end = await engine.EndOf("mine");

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.True(end.IsCompleted);
        Assert.Equal("enough", end.ReadOutputAs<string>());
        Assert.Equal(0, engine.CountRows("durable_messages", "mine"));
    }

    [Fact]
    public async Task Terminate_NotYetStarted_NeverRuns()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var engine = Waiting(time).Start();
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", new StartOrchestrationOptions("mine", time.GetUtcNow().AddDays(1)));

        await engine.Client.TerminateInstanceAsync("mine");
        await engine.EndOf("mine");
        time.Advance(TimeSpan.FromDays(2));

        Assert.Empty(engine.HistoryOf("mine").OfType<HistoryEvent.ExecutionStarted>());
        Assert.Equal(0, engine.CountRows("durable_messages", "mine"));
    }

    [Fact]
    public async Task Terminate_WaitingActivities_AreNotBegun()
    {
        var runs = 0;
        using var gate = new SemaphoreSlim(0);
        await using var engine = new TestEngine()
            .Orchestrator("Many", context => Task.WhenAll(Enumerable.Range(0, 100).Select(_ => context.CallActivityAsync("Hold"))))
            .Activity<object, int>("Hold", async (_, abort) =>
            {
                Interlocked.Increment(ref runs);
                await gate.WaitAsync(abort);
                return 0;
            })
            .Start();
        await engine.BeginAsync("Many", instanceId: "mine");

        await engine.Client.TerminateInstanceAsync("mine");
        await engine.EndOf("mine");
        var waiting = engine.CountRows("durable_tasks", "mine");
        gate.Release(100);
        await engine.StopAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(0, waiting);
        Assert.InRange(runs, 0, 8);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Terminate_Parent_ChildrenEndOnlyIfRecursive(bool recursive)
    {
        await using var engine = Waiting()
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync("Middle", new SubOrchestrationOptions(instanceId: "middle")))
            .Orchestrator("Middle", context => context.CallSubOrchestratorAsync("Wait", new SubOrchestrationOptions(instanceId: "leaf")))
            .Start();
        await engine.BeginAsync("Parent", instanceId: "parent");
        await engine.UntilAsync("middle", instance => instance.IsRunning);
        await engine.UntilAsync("leaf", instance => instance.IsRunning);

        await engine.Client.TerminateInstanceAsync("parent", new TerminateInstanceOptions("enough", recursive));
        await engine.EndOf("parent");

        if (recursive)
        {
            Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOf("middle")).RuntimeStatus);
            Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOf("leaf")).RuntimeStatus);
        }
        else
        {
            await engine.Client.RaiseEventAsync("leaf", "Go", "by itself");
            Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.EndOf("leaf")).RuntimeStatus);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.EndOf("middle")).RuntimeStatus);
        }
    }

    [Fact]
    public async Task Terminate_UnknownOrCompleted_RpcException()
    {
        await using var engine = Waiting().Orchestrator("Quick", _ => Task.CompletedTask).Start();
        await engine.RunAsync("Quick", instanceId: "done");

        var unknown = await Assert.ThrowsAsync<RpcException>(() => engine.Client.TerminateInstanceAsync("nobody"));
        var completed = await Assert.ThrowsAsync<RpcException>(() => engine.Client.TerminateInstanceAsync("done"));

        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(StatusCode.FailedPrecondition, completed.StatusCode);
    }

    private static TestEngine Waiting(TimeProvider? time = null) => new TestEngine(time)
        .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));
}
