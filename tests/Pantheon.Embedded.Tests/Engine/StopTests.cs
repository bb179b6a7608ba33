namespace Pantheon.Embedded.Tests.Engine;

public sealed class StopTests : IAsyncLifetime
{
    private readonly ObservedTime time = new();
    private readonly SemaphoreSlim began = new(0);
    private readonly SemaphoreSlim gate = new(0);
    private readonly TestEngine engine;
    private int runs;
    private int aborted;

    public StopTests() => engine = new TestEngine(time)
        .Orchestrator("Call", context => context.CallActivityAsync<int>("Hold"))
        .Activity<object, int>("Hold", async (_, abort) =>
        {
            Interlocked.Increment(ref runs);
            began.Release();
            try
            {
                await gate.WaitAsync(abort);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref aborted);
                throw;
            }

            return 42;
        })
        .Start();

    [Fact]
    public async Task Stop_ActivityEndsWithinTheGrace_ItsAnswerIsKept()
    {
        var id = await engine.BeginAsync("Call");
        await began.WaitAsync();

        var stop = engine.StopAsync(TimeSpan.FromMinutes(1));
        Assert.False(stop.IsCompleted);
        gate.Release();
        await stop;
        engine.Start();

        Assert.Equal(42, (await engine.EndOf(id)).ReadOutputAs<int>());
        Assert.Equal((1, 0), (runs, aborted));
    }

    [Fact]
    public async Task Stop_GraceIsOver_ActivityIsCutOffAndRunsAgain()
    {
        var id = await engine.BeginAsync("Call");
        await began.WaitAsync();

        var stop = engine.StopAsync(TimeSpan.FromMinutes(1));
        await time.UntilTimerAsync(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(1));
        await stop;
        Assert.Equal((1, 1), (runs, aborted));
        engine.Start();
        gate.Release();

        Assert.Equal(42, (await engine.EndOf(id)).ReadOutputAs<int>());
        Assert.Equal((2, 1), (runs, aborted));
    }

    [Fact]
    public async Task Stop_ActivitiesThatWaitForTheirTurn_RunAfterTheStart()
    {
        engine.Orchestrator("Many", async context =>
            (await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => context.CallActivityAsync<int>("Hold")))).Length);
        var id = await engine.BeginAsync("Many");
        for (var i = 0; i < 8; i++)
            await began.WaitAsync();

        await engine.StopAsync();
        Assert.Equal((8, 8), (runs, aborted));
        engine.Start();
        gate.Release(50);

        Assert.Equal(50, (await engine.EndOf(id)).ReadOutputAs<int>());
        Assert.Equal(58, runs);
    }

    [Fact]
    public async Task Stop_ActivityHeedsNoToken_IsLeftForTheNextStart()
    {
        using var deaf = new SemaphoreSlim(0);
        engine.Activity<object, int>("Hold", async (_, _) =>
        {
            began.Release();
            await deaf.WaitAsync(CancellationToken.None);
            return Interlocked.Increment(ref runs);
        });
        var id = await engine.BeginAsync("Call");
        await began.WaitAsync();
        using var giveUp = new CancellationTokenSource();

        var stop = engine.StopAsync(TimeSpan.Zero, giveUp.Token);
        Assert.False(stop.IsCompleted);
        await giveUp.CancelAsync();
        await stop.WaitAsync(TimeSpan.FromSeconds(30));
        engine.Start();
        await began.WaitAsync();
        deaf.Release(2);

        Assert.NotEqual(0, (await engine.EndOf(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Stop_NothingRuns_AtOnce()
    {
        var id = await engine.BeginAsync("Call");
        await began.WaitAsync();
        gate.Release();
        await engine.EndOf(id);

        await engine.StopAsync(TimeSpan.FromDays(1));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await engine.DisposeAsync();
        began.Dispose();
        gate.Dispose();
    }
}
