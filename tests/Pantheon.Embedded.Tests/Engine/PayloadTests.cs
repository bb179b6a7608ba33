namespace Pantheon.Embedded.Tests.Engine;

public sealed class PayloadTests
{
    [Fact]
    public async Task Run_RecordsCross_Whole()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Copy", context => context.CallActivityAsync<Box>("Same", context.GetInput<Box>()))
            .Activity<Box, Box>("Same", box => box)
            .Start();

        var end = await engine.RunAsync("Copy", new Box("a", [1, 2]));

        Assert.Equal("""{"Name":"a","Sizes":[1,2]}""", end.SerializedOutput);
        Assert.Equal([1, 2], end.ReadOutputAs<Box>()!.Sizes);
    }

    [Fact]
    public async Task Run_UnserializableOutput_Fails()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Bad", _ => Task.FromResult(new { Callback = new Action(() => { }) }))
            .Start();

        var end = await engine.RunAsync("Bad");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.True(end.FailureDetails!.IsCausedBy<NotSupportedException>());
    }

    [Fact]
    public async Task Run_OutputWhoseGetterThrows_Fails()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Bad", _ => Task.FromResult(new Throwing()))
            .Start();

        var end = await engine.RunAsync("Bad");

        Assert.True(end.FailureDetails!.IsCausedBy<TimeoutException>());
    }

    [Fact]
    public async Task CallActivity_UnserializableResult_Fails()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Call", context => context.CallActivityAsync("Bad"))
            .Activity<object, Action>("Bad", _ => () => { })
            .Start();

        var end = await engine.RunAsync("Call");

        Assert.True(end.FailureDetails!.InnerFailure!.IsCausedBy<NotSupportedException>());
    }

    [Fact]
    public async Task CallActivity_ResultOfAnotherShape_Fails()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Call", context => context.CallActivityAsync<int>("Text"))
            .Activity<object, string>("Text", _ => "text")
            .Start();

        var end = await engine.RunAsync("Call");

        Assert.True(end.FailureDetails!.IsCausedBy<System.Text.Json.JsonException>());
    }

    [Fact]
    public async Task CallActivity_ResultTypeThatCannotBeRead_Fails()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Call", context => context.CallActivityAsync<IDisposable>("Box"))
            .Activity<object, Box>("Box", _ => new Box("a", []))
            .Start();

        var end = await engine.RunAsync("Call");

        Assert.True(end.FailureDetails!.IsCausedBy<NotSupportedException>());
    }

    [Fact]
    public async Task ReadOutputAs_MetadataWithoutPayloads_InvalidOperation()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Answer", _ => Task.FromResult(42))
            .Start();
        await engine.RunAsync("Answer", "in", "mine");

        var without = (await engine.Client.GetInstanceAsync("mine"))!;
        var with = (await engine.Client.GetInstanceAsync("mine", getInputsAndOutputs: true))!;

        Assert.Throws<InvalidOperationException>(() => without.ReadOutputAs<int>());
        Assert.Throws<InvalidOperationException>(() => without.ReadInputAs<string>());
        Assert.Throws<InvalidOperationException>(() => without.ReadCustomStatusAs<string>());
        Assert.Null(without.SerializedOutput);
        Assert.Equal(42, with.ReadOutputAs<int>());
        Assert.Equal("in", with.ReadInputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_TaskOptionsAsInput_ArgumentException(bool activity)
    {
        object options = new TaskOptions(new RetryPolicy(2, TimeSpan.FromSeconds(1)));
        await using var engine = new TestEngine()
            .Orchestrator("Call", context => activity
                ? context.CallActivityAsync("Same", options)
                : context.CallSubOrchestratorAsync("Call", options))
            .Start();

        var end = await engine.RunAsync("Call");

        Assert.True(end.FailureDetails!.IsCausedBy<ArgumentException>());
        Assert.Contains("options", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    private sealed record Box(string Name, int[] Sizes);

    private sealed class Throwing
    {
        public string Value => throw new TimeoutException("Getter.");
    }
}
