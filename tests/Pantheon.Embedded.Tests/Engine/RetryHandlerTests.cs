using Microsoft.Extensions.Time.Testing;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class RetryHandlerTests
{
    [Fact]
    public async Task CallActivity_SyncHandler_DecidesByAttemptAndFailure()
    {
        var seen = new List<(int, string)>();
        var handler = new RetryHandler(retry =>
        {
            if (!retry.OrchestrationContext.IsReplaying)
                seen.Add((retry.LastAttemptNumber, retry.LastFailure.ErrorMessage));
            return retry.LastAttemptNumber < 3;
        });
        await using var engine = Failing(TaskOptions.FromRetryHandler(handler)).Start();

        var end = await engine.RunAsync("Retry");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal([(1, "Attempt 1."), (2, "Attempt 2."), (3, "Attempt 3.")], seen);
    }

    [Fact]
    public async Task CallActivity_AsyncHandler_WaitsByDurableTimer()
    {
        var time = new FakeTimeProvider();
        var total = TimeSpan.Zero;
        var handler = new AsyncRetryHandler(async retry =>
        {
            total = retry.TotalRetryTime;
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(retry.LastAttemptNumber), CancellationToken.None);
            return retry.LastAttemptNumber < 3;
        });
        await using var engine = Failing(TaskOptions.FromRetryHandler(handler), time).Start();

        var id = await engine.BeginAsync("Retry");
        for (var i = 0; i < 3; i++)
            time.SetUtcNow(await engine.NextTimerAsync(id));
        var end = await engine.EndOf(id);

        Assert.Equal("Attempt 3.", end.FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal(TimeSpan.FromMinutes(1 + 2), total);
    }

    [Fact]
    public async Task CallActivity_HandlerThrows_ItsExceptionFailsTheInstance()
    {
        await using var engine = Failing(TaskOptions.FromRetryHandler(
            new RetryHandler(_ => throw new FormatException("Handler.")))).Start();

        var end = await engine.RunAsync("Retry");

        Assert.True(end.FailureDetails!.IsCausedBy<FormatException>());
    }

    private static TestEngine Failing(TaskOptions options, TimeProvider? time = null)
    {
        var attempts = 0;
        return new TestEngine(time)
            .Orchestrator("Retry", context => context.CallActivityAsync<int>("Try", options))
            .Activity<object, int>("Try", _ => throw new TimeoutException($"Attempt {++attempts}."));
    }
}
