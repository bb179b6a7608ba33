namespace Pantheon.Embedded.Tests.Engine;

public sealed class ForeignTaskTests
{
    [Fact]
    public async Task Await_TaskDelay_FailsTheInstance() =>
        await AssertRefusedAsync(_ => Task.Delay(TimeSpan.FromDays(1), TimeProvider.System));

    [Fact]
    public async Task Await_TaskThatNeverEnds_FailsTheInstance() =>
        await AssertRefusedAsync(_ => new TaskCompletionSource().Task);

    [Fact]
    public async Task Await_CallFromAnotherThread_FailsTheInstance() => await AssertRefusedAsync(context =>
    {
        // Blocked, not awaited, so that the outcome of the other thread's call is seen for certain.
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(() => { _ = context.CallActivityAsync("Same"); }));
        thread.Start();
        thread.Join();
        return Task.FromException(thrown!);
    });

    [Fact]
    public async Task Await_ConfigureAwaitFalse_FailsTheInstance()
    {
        using var gate = new SemaphoreSlim(0);
        await using var engine = Foreign(async context =>
        {
            await context.CallActivityAsync<int>("Same").ConfigureAwait(false);
            await gate.WaitAsync(); // keeps the other thread here for certain until the step is over
        }).Start();

        var end = await engine.RunAsync("Foreign");
        gate.Release();

        Assert.Contains("An invalid asynchronous invocation", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Await_WhenAllAndWhenAnyAndYield_AreAllowed()
    {
        await using var engine = Foreign(async context =>
        {
            await Task.Yield();
            await Task.WhenAny(context.CallActivityAsync<int>("Same"), context.WaitForExternalEvent<int>("Never"));
            await Task.WhenAll(context.CallActivityAsync<int>("Same"), Task.CompletedTask);
        }).Start();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.RunAsync("Foreign")).RuntimeStatus);
    }

    private static async Task AssertRefusedAsync(Func<TaskOrchestrationContext, Task> code)
    {
        await using var engine = Foreign(async context => await code(context)).Start();

        var end = await engine.RunAsync("Foreign");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.StartsWith("An invalid asynchronous invocation was detected.", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    private static TestEngine Foreign(Func<TaskOrchestrationContext, Task> code) => new TestEngine()
        .Orchestrator("Foreign", code)
        .Activity<object, int>("Same", _ => 0);
}
