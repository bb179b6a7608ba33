using Microsoft.Extensions.Time.Testing;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class RetryPolicyTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new();
    private readonly TestEngine engine;
    private readonly List<TimeSpan> attempts = [];
    private RetryPolicy policy = new(1, TimeSpan.FromSeconds(1));
    private int failures = int.MaxValue;

    public RetryPolicyTests()
    {
        var began = time.GetUtcNow();
        engine = new TestEngine(time)
            .Orchestrator("Retry", context => context.CallActivityAsync<int>("Try", TaskOptions.FromRetryPolicy(policy)))
            .Activity<object, int>("Try", _ =>
            {
                attempts.Add(time.GetUtcNow() - began);
                return attempts.Count > failures ? attempts.Count : throw new TimeoutException($"Attempt {attempts.Count}.");
            })
            .Start();
    }

    [Fact]
    public async Task CallActivity_FailsForEver_AttemptsIncludeTheFirst()
    {
        policy = new(3, TimeSpan.FromSeconds(5));

        var end = await RunAsync(timers: 2);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(Seconds(0, 5, 10), attempts);
        Assert.Equal("Attempt 3.", end.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task CallActivity_SucceedsAtLast_ResultComesBack()
    {
        policy = new(5, TimeSpan.FromSeconds(5));
        failures = 2;

        var end = await RunAsync(timers: 2);

        Assert.Equal(3, end.ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallActivity_Backoff_WaitsGrow()
    {
        policy = new(4, TimeSpan.FromSeconds(5), backoffCoefficient: 2);

        await RunAsync(timers: 3);

        Assert.Equal(Seconds(0, 5, 15, 35), attempts);
    }

    [Fact]
    public async Task CallActivity_MaxInterval_BoundsTheWaits()
    {
        policy = new(5, TimeSpan.FromSeconds(5), backoffCoefficient: 10, maxRetryInterval: TimeSpan.FromSeconds(20));

        await RunAsync(timers: 4);

        Assert.Equal(Seconds(0, 5, 25, 45, 65), attempts);
    }

    [Fact]
    public async Task CallActivity_RetryTimeout_NoAttemptAfterIt()
    {
        policy = new(100, TimeSpan.FromSeconds(5), retryTimeout: TimeSpan.FromSeconds(12));

        await RunAsync(timers: 3);

        Assert.Equal(Seconds(0, 5, 10, 15), attempts);
    }

    [Fact]
    public async Task CallActivity_HandleFailureFalse_EndsAtOnce()
    {
        policy = new(5, TimeSpan.FromSeconds(5)) { HandleFailure = failure => !failure.IsCausedBy<TimeoutException>() };

        var end = await RunAsync(timers: 0);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(Seconds(0), attempts);
    }

    [Fact]
    public async Task CallActivity_StoppedBetweenAttempts_CountsOn()
    {
        policy = new(3, TimeSpan.FromSeconds(5));
        var id = await engine.BeginAsync("Retry");
        var due = await engine.NextTimerAsync(id);

        await engine.RestartAsync();
        time.SetUtcNow(due);
        time.SetUtcNow(await engine.NextTimerAsync(id));
        await engine.EndOf(id);

        Assert.Equal(Seconds(0, 5, 10), attempts);
    }

    [Fact]
    public async Task CallSubOrchestrator_WithPolicyAndGivenId_RunsAgainUnderTheId()
    {
        var runs = 0;
        engine
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>(
                "Child", new SubOrchestrationOptions(new RetryPolicy(2, TimeSpan.FromSeconds(5)), "child")))
            .Orchestrator("Child", context => ++runs > 1
                ? Task.FromResult(context.InstanceId)
                : throw new InvalidOperationException("First."));

        var id = await engine.BeginAsync("Parent");
        time.SetUtcNow(await engine.NextTimerAsync(id));

        Assert.Equal("child", (await engine.EndOf(id)).ReadOutputAs<string>());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private async Task<OrchestrationMetadata> RunAsync(int timers)
    {
        var id = await engine.BeginAsync("Retry");
        for (var i = 0; i < timers; i++)
            time.SetUtcNow(await engine.NextTimerAsync(id));
        return await engine.EndOf(id);
    }

    private static IEnumerable<TimeSpan> Seconds(params int[] seconds) => seconds.Select(one => TimeSpan.FromSeconds(one));
}
