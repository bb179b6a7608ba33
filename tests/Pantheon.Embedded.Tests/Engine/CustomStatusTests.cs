namespace Pantheon.Embedded.Tests.Engine;

public sealed class CustomStatusTests
{
    [Fact]
    public async Task SetCustomStatus_WhileRunning_IsSeen()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Tell", async context =>
            {
                context.SetCustomStatus(new { Done = 1 });
                await context.WaitForExternalEvent<object?>("Go");
                context.SetCustomStatus(new { Done = 2 });
            })
            .Start();
        var id = await engine.BeginAsync("Tell");

        Assert.Equal("""{"Done":1}""", (await engine.Client.GetInstanceAsync(id, true))!.SerializedCustomStatus);
        await engine.Client.RaiseEventAsync(id, "Go");
        Assert.Equal("""{"Done":2}""", (await engine.EndOf(id)).SerializedCustomStatus);
    }

    [Theory]
    [InlineData(8190, OrchestrationRuntimeStatus.Completed)]
    [InlineData(8191, OrchestrationRuntimeStatus.Failed)]
    public async Task SetCustomStatus_LimitOf16KB_InUtf16WithQuotes(int characters, OrchestrationRuntimeStatus status)
    {
        await using var engine = new TestEngine()
            .Orchestrator("Tell", context =>
            {
                context.SetCustomStatus(new string('x', characters));
                return Task.CompletedTask;
            })
            .Start();

        var end = await engine.RunAsync("Tell");

        Assert.Equal(status, end.RuntimeStatus);
        Assert.Equal(status == OrchestrationRuntimeStatus.Failed, end.FailureDetails?.IsCausedBy<ArgumentException>() ?? false);
    }

    [Fact]
    public async Task SetCustomStatus_Null_ClearsIt()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Tell", async context =>
            {
                context.SetCustomStatus("busy");
                await context.WaitForExternalEvent<object?>("Go");
                context.SetCustomStatus(null);
            })
            .Start();
        var id = await engine.BeginAsync("Tell");

        await engine.Client.RaiseEventAsync(id, "Go");

        Assert.Null((await engine.EndOf(id)).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task SetCustomStatus_ContinuedAsNew_IsKept()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Tell", context =>
            {
                if (context.GetInput<string>() is null)
                {
                    context.SetCustomStatus("kept");
                    context.ContinueAsNew("again");
                }

                return Task.CompletedTask;
            })
            .Start();

        Assert.Equal("kept", (await engine.RunAsync("Tell")).ReadCustomStatusAs<string>());
    }
}
