using Microsoft.Extensions.Time.Testing;
using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class StartTests
{
    [Fact]
    public async Task Start_GivenId_IsTheInstance()
    {
        await using var engine = Echoing().Start();

        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "hi", new StartOrchestrationOptions("mine"));
        var end = await engine.EndOf("mine");

        Assert.Equal("mine", id);
        Assert.Equal("mine", end.InstanceId);
        Assert.Equal("Echo", end.Name);
        Assert.Equal("hi", end.ReadInputAs<string>());
        Assert.Equal("hi", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Start_NoId_MakesOneEachTime()
    {
        await using var engine = Echoing().Start();

        var first = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Echo", CancellationToken.None);
        var second = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Echo", CancellationToken.None);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Start_BlankId_ArgumentException()
    {
        await using var engine = Echoing().Start();

        await Assert.ThrowsAsync<ArgumentException>(
            () => engine.Client.ScheduleNewOrchestrationInstanceAsync("Echo", new StartOrchestrationOptions(" ")));
    }

    [Fact]
    public async Task Start_IdOfRunningInstance_AlreadyExists()
    {
        await using var engine = Echoing().Start();
        await engine.BeginAsync("Wait", instanceId: "mine");

        var thrown = await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => engine.Client.ScheduleNewOrchestrationInstanceAsync("Echo", new StartOrchestrationOptions("mine")));

        Assert.Contains("'mine'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Running", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("Wait", (await engine.Client.GetInstanceAsync("mine"))!.Name);
    }

    [Fact]
    public async Task Start_IdOfCompletedInstance_Replaces()
    {
        await using var engine = Echoing().Start();
        await engine.RunAsync("Echo", "first", "mine");

        var end = await engine.RunAsync("Echo", "second", "mine");

        Assert.Equal("second", end.ReadOutputAs<string>());
        Assert.Single(engine.HistoryOf("mine").OfType<HistoryEvent.ExecutionStarted>());
    }

    [Fact]
    public async Task Start_IdOfCompletedInstanceWithDedupeStatus_AlreadyExists()
    {
        await using var engine = Echoing().Start();
        await engine.RunAsync("Echo", "first", "mine");
        var options = new StartOrchestrationOptions("mine");

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Echo", "second", options.WithDedupeStatuses(OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Completed)));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Echo", "third", options.WithDedupeStatuses(OrchestrationRuntimeStatus.Failed));

        Assert.Equal("third", (await engine.EndOf("mine")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Start_ManyAtOnceWithOneId_OneWins()
    {
        await using var engine = Echoing().Start();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            try
            {
                await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", i, new StartOrchestrationOptions("mine"));
                return true;
            }
            catch (OrchestrationAlreadyExistsException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, won => won);
    }

    [Fact]
    public async Task Start_StartAtInTheFuture_PendingUntilThen()
    {
        var time = new FakeTimeProvider();
        await using var engine = Echoing(time).Start();
        var options = new StartOrchestrationOptions("mine", time.GetUtcNow().AddHours(2));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "late", options);

        time.Advance(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));
        await engine.RunAsync("Echo", "another");
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.Client.GetInstanceAsync("mine"))!.RuntimeStatus);

        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("late", (await engine.EndOf("mine")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Start_UnknownOrchestrator_StartsAndFails()
    {
        await using var engine = Echoing().Start();

        var end = await engine.RunAsync("Nobody");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("'Nobody'", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    private static TestEngine Echoing(TimeProvider? time = null) => new TestEngine(time)
        .Orchestrator("Echo", context => Task.FromResult(context.GetInput<string>()))
        .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));
}
