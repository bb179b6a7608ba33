using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class SubOrchestrationTests
{
    [Fact]
    public async Task CallSubOrchestrator_Ends_ResultComesBack()
    {
        await using var engine = Calling(context => context.CallSubOrchestratorAsync<int>("Double", 21)).Start();

        Assert.Equal(42, (await engine.RunAsync("Parent")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallSubOrchestrator_Fails_TaskFailedException()
    {
        await using var engine = Calling(context => context.CallSubOrchestratorAsync<int>("Throw")).Start();

        var end = await engine.RunAsync("Parent");

        Assert.Equal("Task 'Throw' (#0) failed with an unhandled exception: From the child.", end.FailureDetails!.ErrorMessage);
        Assert.True(end.FailureDetails.InnerFailure!.IsCausedBy<TimeoutException>());
    }

    [Fact]
    public async Task CallSubOrchestrator_GivenInstanceId_ChildHasIt()
    {
        await using var engine = Calling(
            context => context.CallSubOrchestratorAsync<int>("Double", 4, new SubOrchestrationOptions(instanceId: "child"))).Start();

        await engine.RunAsync("Parent");

        Assert.Equal(8, (await engine.EndOf("child")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallSubOrchestrator_WithInstanceId_ChildHasIt()
    {
        var options = TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromSeconds(1))).WithInstanceId("child");
        await using var engine = Calling(context => context.CallSubOrchestratorAsync<int>("Double", 4, options)).Start();

        await engine.RunAsync("Parent");

        Assert.Equal("Double", (await engine.EndOf("child")).Name);
    }

    [Fact]
    public async Task CallSubOrchestrator_Child_KnowsItsParent()
    {
        ParentOrchestrationInstance? ofChild = null;
        ParentOrchestrationInstance? ofParent = new("unset", "unset");
        await using var engine = Calling(context =>
            {
                ofParent = context.Parent;
                return context.CallSubOrchestratorAsync<int>("Child");
            })
            .Orchestrator("Child", context => Task.FromResult((ofChild = context.Parent) is null ? 0 : 1))
            .Start();

        await engine.RunAsync("Parent", instanceId: "mine");

        Assert.Null(ofParent);
        Assert.Equal(new ParentOrchestrationInstance("Parent", "mine"), ofChild);
    }

    [Fact]
    public async Task CallSubOrchestrator_IdOfRunningInstance_Fails()
    {
        await using var engine = Calling(
            context => context.CallSubOrchestratorAsync<int>("Double", 4, new SubOrchestrationOptions(instanceId: "taken"))).Start();
        await engine.BeginAsync("Wait", instanceId: "taken");

        var end = await engine.RunAsync("Parent");

        Assert.True(end.FailureDetails!.InnerFailure!.IsCausedBy<OrchestrationAlreadyExistsException>());
        Assert.Equal("Wait", (await engine.Client.GetInstanceAsync("taken"))!.Name);
    }

    [Fact]
    public async Task CallSubOrchestrator_UnknownName_Fails()
    {
        await using var engine = Calling(context => context.CallSubOrchestratorAsync<int>("Nobody")).Start();

        var end = await engine.RunAsync("Parent");

        Assert.Contains("'Nobody'", end.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallSubOrchestrator_ChildTerminated_ParentIsTold()
    {
        await using var engine = Calling(
            context => context.CallSubOrchestratorAsync<int>("Wait", options: new SubOrchestrationOptions(instanceId: "child"))).Start();
        var id = await engine.BeginAsync("Parent");
        await engine.Client.WaitForInstanceStartAsync("child");

        await engine.Client.TerminateInstanceAsync("child");
        var end = await engine.EndOf(id);

        Assert.Contains("terminated", end.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallSubOrchestrator_HundredAtOnce_AllEnd()
    {
        await using var engine = Calling(async context => (await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => context.CallSubOrchestratorAsync<int>("Double", i)))).Sum()).Start();

        Assert.Equal(9900, (await engine.RunAsync("Parent")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallSubOrchestrator_SeventyDeepThenThrows_FailsToTheTop()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Down", context => context.GetInput<int>() is > 0 and var n
                ? context.CallSubOrchestratorAsync("Down", n - 1)
                : throw new TimeoutException("The bottom."))
            .Start();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.RunAsync("Down", 70)).RuntimeStatus);
    }

    private static TestEngine Calling(Func<TaskOrchestrationContext, Task<int>> parent) => new TestEngine()
        .Orchestrator("Parent", parent)
        .Orchestrator("Double", context => Task.FromResult(context.GetInput<int>() * 2))
        .Orchestrator("Throw", _ => Task.FromException(new TimeoutException("From the child.")))
        .Orchestrator("Wait", context => context.WaitForExternalEvent<int>("Go"));
}
