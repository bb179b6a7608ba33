using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.Tests.Engine;

/// <summary>The orchestrator's code changes while an instance waits.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private readonly TestEngine engine = new();

    public ReplayTests() => engine
        .Activity<object, int>("First", _ => 1)
        .Activity<object, int>("Second", _ => 2)
        .Activity<object, int>("Other", _ => 3)
        .Orchestrator("Child", _ => Task.FromResult(4));

    [Fact]
    public async Task Replay_AnotherActivity_FailsWithBothNames()
    {
        var failure = await ChangeAsync(async context =>
        {
            await context.CallActivityAsync("First");
            await context.CallActivityAsync("Other");
            await context.WaitForExternalEvent<int>("E");
        });

        Assert.Contains("history holds activity 'Second' (#1)", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("the code asked for activity 'Other' (#1)", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_FewerCalls_FailsWithWhatIsMissing()
    {
        var failure = await ChangeAsync(async context =>
        {
            await context.CallActivityAsync("First");
            await context.WaitForExternalEvent<int>("E");
        });

        Assert.Contains("history holds activity 'Second' (#1)", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("the code asked for nothing", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_MoreCalls_FailsWithWhatIsNew()
    {
        var failure = await ChangeAsync(async context =>
        {
            await context.CallActivityAsync("First");
            await context.CallActivityAsync("Second");
            await context.CallActivityAsync("Other");
            await context.WaitForExternalEvent<int>("E");
        });

        Assert.Contains("history holds nothing more at this point", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("the code asked for activity 'Other' (#2)", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_TimerInsteadOfActivity_Fails()
    {
        var failure = await ChangeAsync(async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            await context.WaitForExternalEvent<int>("E");
        });

        Assert.Contains("history holds activity 'First' (#0)", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("the code asked for a timer (#0)", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_ChildInsteadOfActivity_Fails()
    {
        var failure = await ChangeAsync(async context =>
        {
            await context.CallSubOrchestratorAsync("Child");
            await context.WaitForExternalEvent<int>("E");
        });

        Assert.Contains("the code asked for sub-orchestration 'Child' (#0)", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_SameCallsOtherwiseWritten_GoesOn()
    {
        await BeginAsync();
        await engine.StopAsync();
        engine.Orchestrator("Run", async context =>
        {
            foreach (var name in new[] { "First", "Second" })
                await context.CallActivityAsync(name);
            return "new code " + await context.WaitForExternalEvent<int>("E");
        }).Start();
        await engine.Client.RaiseEventAsync("mine", "E", 7);

        Assert.Equal("new code 7", (await engine.EndOf("mine")).ReadOutputAs<string>());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private async Task<TaskFailureDetails> ChangeAsync(Func<TaskOrchestrationContext, Task> code)
    {
        await BeginAsync();
        await engine.StopAsync();
        engine.Orchestrator("Run", code).Start();
        await engine.Client.RaiseEventAsync("mine", "E", 7);
        var end = await engine.EndOf("mine");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.True(end.FailureDetails!.IsCausedBy<NonDeterministicOrchestrationException>());
        return end.FailureDetails;
    }

    private async Task BeginAsync()
    {
        engine.Orchestrator("Run", async context =>
        {
            await context.CallActivityAsync("First");
            await context.CallActivityAsync("Second");
            context.SetCustomStatus("waiting");
            await context.WaitForExternalEvent<int>("E");
        }).Start();
        await engine.BeginAsync("Run", instanceId: "mine");
        await engine.UntilAsync("mine", instance => instance.SerializedCustomStatus is not null);
    }
}
