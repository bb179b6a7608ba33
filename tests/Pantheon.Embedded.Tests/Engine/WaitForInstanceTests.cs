using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class WaitForInstanceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new();
    private readonly TestEngine engine;

    public WaitForInstanceTests() => engine = new TestEngine(time)
        .Orchestrator("Wait", context => context.WaitForExternalEvent<int>("Go"))
        .Start();

    [Fact]
    public async Task WaitForInstanceStart_Pending_UntilItBegins()
    {
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", new StartOrchestrationOptions("mine", time.GetUtcNow().AddHours(1)));

        var wait = engine.Client.WaitForInstanceStartAsync("mine");
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await wait).RuntimeStatus);
    }

    [Fact]
    public async Task WaitForInstanceCompletion_Running_UntilItEnds()
    {
        await engine.BeginAsync("Wait", instanceId: "mine");

        var waits = Enumerable.Range(0, 5).Select(_ => engine.Client.WaitForInstanceCompletionAsync("mine", true)).ToList();
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        await engine.Client.RaiseEventAsync("mine", "Go", 9);

        Assert.All(await Task.WhenAll(waits), end => Assert.Equal(9, end.ReadOutputAs<int>()));
    }

    [Fact]
    public async Task WaitForInstanceCompletion_Ended_AtOnce()
    {
        await engine.BeginAsync("Wait", instanceId: "mine");
        await engine.Client.TerminateInstanceAsync("mine");
        await engine.EndOf("mine");

        Assert.True(engine.Client.WaitForInstanceCompletionAsync("mine").IsCompleted);
        Assert.True(engine.Client.WaitForInstanceStartAsync("mine").IsCompleted);
    }

    [Fact]
    public async Task WaitForInstanceCompletion_Cancelled_Throws()
    {
        await engine.BeginAsync("Wait", instanceId: "mine");
        using var end = new CancellationTokenSource();

        var wait = engine.Client.WaitForInstanceCompletionAsync("mine", end.Token);
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task WaitForInstance_Unknown_NotFound()
    {
        var start = await Assert.ThrowsAsync<RpcException>(() => engine.Client.WaitForInstanceStartAsync("nobody"));
        var completion = await Assert.ThrowsAsync<RpcException>(() => engine.Client.WaitForInstanceCompletionAsync("nobody"));

        Assert.Equal((StatusCode.NotFound, StatusCode.NotFound), (start.StatusCode, completion.StatusCode));
        Assert.Null(await engine.Client.GetInstanceAsync("nobody"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await engine.DisposeAsync();
}
