using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.Tests.Engine;

/// <summary>The database refuses writes for a while, as a full disk does, and takes them again.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly ObservedTime time = new();
    private readonly SemaphoreSlim gate = new(0);
    private readonly TestEngine engine;
    private int runs;

    public FullDiskTests() => engine = new TestEngine(time)
        .Orchestrator("Call", async context => await context.WaitForExternalEvent<int>("E") + await context.CallActivityAsync<int>("Hold"))
        .Activity<object, int>("Hold", async (_, abort) =>
        {
            Interlocked.Increment(ref runs);
            await gate.WaitAsync(abort);
            return 40;
        })
        .Start();

    [Fact]
    public async Task Step_NotCommitted_IsTakenAgain()
    {
        var id = await engine.BeginAsync("Call");
        gate.Release();

        await RefuseAsync("INSERT ON durable_history");
        await engine.Client.RaiseEventAsync(id, "E", 2);
        await RetryAsync();

        Assert.Equal(42, (await engine.EndOf(id)).ReadOutputAs<int>());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task ActivityAnswer_NotCommitted_IsWrittenAgain()
    {
        var id = await engine.BeginAsync("Call");
        await engine.Client.RaiseEventAsync(id, "E", 2);
        await engine.UntilAsync(id, _ => engine.CountRows("durable_tasks", id) == 1);

        await RefuseAsync("DELETE ON durable_tasks");
        gate.Release();
        await RetryAsync();

        Assert.Equal(42, (await engine.EndOf(id)).ReadOutputAs<int>());
        Assert.Equal(1, runs);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await engine.DisposeAsync();
        gate.Dispose();
    }

    private Task RefuseAsync(string what) =>
        WriteAsync($"CREATE TRIGGER refuse BEFORE {what} BEGIN SELECT RAISE(ABORT, 'refused'); END");

    private async Task RetryAsync()
    {
        await time.UntilTimerAsync(RetryDelay);
        await WriteAsync("DROP TRIGGER refuse");
        time.Advance(RetryDelay);
    }

    private async Task WriteAsync(string sql) => await engine.Engine.Database.Journal.WriteAsync((SqliteSession session) => session.Execute(sql));
}
