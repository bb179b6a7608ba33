using Grpc.Core;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class ExternalEventTests
{
    [Fact]
    public async Task WaitForExternalEvent_OtherCase_IsTheSameName()
    {
        await using var engine = Waiting(context => context.WaitForExternalEvent<string>("ArchiveReady")).Start();
        var id = await engine.BeginAsync("Wait");

        await engine.Client.RaiseEventAsync(id, "archiveREADY", "here");

        Assert.Equal("here", (await engine.EndOf(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_CameEarly_BufferedInOrder()
    {
        await using var engine = Waiting(async context =>
        {
            await context.WaitForExternalEvent<object?>("Open");
            return $"{await context.WaitForExternalEvent<int>("N")},{await context.WaitForExternalEvent<int>("n")},"
                + await context.WaitForExternalEvent<int>("N");
        }).Start();
        var id = await engine.BeginAsync("Wait");

        for (var i = 1; i <= 3; i++)
            await engine.Client.RaiseEventAsync(id, "N", i);
        await engine.Client.RaiseEventAsync(id, "Open");

        Assert.Equal("1,2,3", (await engine.EndOf(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_RaisedBeforeTheStart_IsBuffered()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var engine = Waiting(context => context.WaitForExternalEvent<string>("E"), time).Start();
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", new StartOrchestrationOptions("mine", time.GetUtcNow().AddHours(1)));

        await engine.Client.RaiseEventAsync("mine", "E", "early");
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("early", (await engine.EndOf("mine")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_SeveralWaiters_NewestIsServedFirst()
    {
        await using var engine = Waiting(async context =>
        {
            var older = context.WaitForExternalEvent<string>("E");
            var newer = context.WaitForExternalEvent<string>("e");
            var first = await Task.WhenAny(older, newer);
            return $"{(first == newer ? "newer" : "older")}:{await newer},{await older}";
        }).Start();
        var id = await engine.BeginAsync("Wait");

        await engine.Client.RaiseEventAsync(id, "E", "one");
        await engine.Client.RaiseEventAsync(id, "E", "two");

        Assert.Equal("newer:one,two", (await engine.EndOf(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_AwaitedAsAnotherType_ArgumentException()
    {
        await using var engine = Waiting(async context =>
        {
            _ = context.WaitForExternalEvent<string>("E");
            return await context.WaitForExternalEvent<int>("e") > 0 ? "read" : "unread";
        }).Start();

        var end = await engine.RunAsync("Wait");

        Assert.True(end.FailureDetails!.IsCausedBy<ArgumentException>());
        Assert.Contains("'e'", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("System.String", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("System.Int32", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForExternalEvent_OneTypeAfterTheOther_Works()
    {
        await using var engine = Waiting(async context =>
            await context.WaitForExternalEvent<string>("E") + await context.WaitForExternalEvent<int>("E")).Start();
        var id = await engine.BeginAsync("Wait");

        await engine.Client.RaiseEventAsync(id, "E", "a");
        await engine.Client.RaiseEventAsync(id, "E", 1);

        Assert.Equal("a1", (await engine.EndOf(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task RaiseEvent_UnknownId_NotFound()
    {
        await using var engine = Waiting(_ => Task.FromResult("done")).Start();

        var thrown = await Assert.ThrowsAsync<RpcException>(() => engine.Client.RaiseEventAsync("nobody", "E"));

        Assert.Equal(StatusCode.NotFound, thrown.StatusCode);
    }

    [Fact]
    public async Task RaiseEvent_CompletedInstance_FailedPrecondition()
    {
        await using var engine = Waiting(_ => Task.FromResult("done")).Start();
        await engine.RunAsync("Wait", instanceId: "mine");

        var thrown = await Assert.ThrowsAsync<RpcException>(() => engine.Client.RaiseEventAsync("mine", "E"));

        Assert.Equal(StatusCode.FailedPrecondition, thrown.StatusCode);
        Assert.Equal(0, engine.CountRows("durable_messages", "mine"));
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_Arrives()
    {
        await using var engine = Waiting(context => context.WaitForExternalEvent<string>("E"))
            .Orchestrator("Send", context =>
            {
                context.SendEvent("mine", "E", "sent");
                context.SendEvent("nobody", "E", "lost");
                return Task.CompletedTask;
            })
            .Start();
        await engine.BeginAsync("Wait", instanceId: "mine");

        var sender = await engine.RunAsync("Send");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, sender.RuntimeStatus);
        Assert.Equal("sent", (await engine.EndOf("mine")).ReadOutputAs<string>());
    }

    private static TestEngine Waiting(Func<TaskOrchestrationContext, Task<string>> code, TimeProvider? time = null) =>
        new TestEngine(time).Orchestrator("Wait", code);
}
