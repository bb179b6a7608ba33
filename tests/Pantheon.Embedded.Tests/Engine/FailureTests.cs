namespace Pantheon.Embedded.Tests.Engine;

public sealed class FailureTests
{
    [Fact]
    public async Task CallActivity_Throws_FailureTellsTypeMessageAndInner()
    {
        TaskFailedException? caught = null;
        await using var engine = Throwing(() => throw new InvalidDataException("Outer.", new FileNotFoundException("Inner.")))
            .Orchestrator("Catch", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Throw");
                }
                catch (TaskFailedException e)
                {
                    caught = e;
                }
            })
            .Start();

        await engine.RunAsync("Catch");

        var failure = caught!.FailureDetails;
        Assert.Equal("System.IO.InvalidDataException", failure.ErrorType);
        Assert.Equal("Outer.", failure.ErrorMessage);
        Assert.Contains("Throwing", failure.StackTrace, StringComparison.Ordinal);
        Assert.Equal("System.IO.FileNotFoundException", failure.InnerFailure!.ErrorType);
        Assert.Equal("Inner.", failure.InnerFailure.ErrorMessage);
        Assert.Equal(("Throw", 0), (caught.TaskName, caught.TaskId));
        Assert.Equal("Task 'Throw' (#0) failed with an unhandled exception: Outer.", caught.Message);
        Assert.True(failure.IsCausedBy<InvalidDataException>());
        Assert.True(failure.IsCausedBy<SystemException>());
        Assert.False(failure.IsCausedBy<IOException>());
        Assert.Throws<ArgumentException>(() => failure.IsCausedBy(typeof(string)));
    }

    [Fact]
    public async Task IsCausedBy_TypeOfAnotherAssembly_IsFound()
    {
        await using var engine = Throwing(() => throw new OwnException()).Start();

        var end = await engine.RunAsync("Call");

        Assert.True(end.FailureDetails!.InnerFailure!.IsCausedBy<OwnException>());
        Assert.True(end.FailureDetails.InnerFailure.IsCausedBy<IOException>());
    }

    [Fact]
    public async Task CallActivity_NobodyCatches_InstanceFails()
    {
        await using var engine = Throwing(() => throw new TimeoutException("Too late.")).Start();

        var end = await engine.RunAsync("Call");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.True(end.FailureDetails!.IsCausedBy<TaskFailedException>());
        Assert.Equal("Task 'Throw' (#0) failed with an unhandled exception: Too late.", end.FailureDetails.ErrorMessage);
    }

    [Fact]
    public async Task CallActivity_UnknownName_Fails()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Call", context => context.CallActivityAsync("Nobody"))
            .Start();

        var end = await engine.RunAsync("Call");

        Assert.Contains("'Nobody'", end.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TextAbove64KB_IsCut()
    {
        await using var engine = Throwing(() => throw new TimeoutException(new string('x', 200_000))).Start();

        var end = await engine.RunAsync("Call");

        Assert.StartsWith("xxx", end.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
        Assert.EndsWith("x…", end.FailureDetails.InnerFailure.ErrorMessage, StringComparison.Ordinal);
        Assert.True(end.FailureDetails.InnerFailure.ErrorMessage.Length < 32 * 1024);
        Assert.True(end.FailureDetails.ErrorMessage.Length < 32 * 1024);
    }

    [Fact]
    public async Task Run_HundredInnerExceptions_Fails()
    {
        await using var engine = Throwing(() => throw Enumerable.Range(0, 100)
            .Aggregate(new TimeoutException("Innermost."), (inner, i) => new TimeoutException($"Level {i}.", inner))).Start();

        var end = await engine.RunAsync("Call");

        Assert.Equal("Level 99.", end.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task Run_ThrowsBeforeTheFirstAwait_Fails()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Throw", _ => throw new FormatException("At once."))
            .Start();

        var end = await engine.RunAsync("Throw");

        Assert.Equal(("System.FormatException", "At once."), (end.FailureDetails!.ErrorType, end.FailureDetails.ErrorMessage));
    }

    private static TestEngine Throwing(Action code) => new TestEngine()
        .Orchestrator("Call", context => context.CallActivityAsync("Throw"))
        .Activity<object, int>("Throw", _ =>
        {
            code();
            return 0;
        });

    private sealed class OwnException : IOException;
}
