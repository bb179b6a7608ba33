using Microsoft.Extensions.Time.Testing;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class PurgeTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new();
    private readonly TestEngine engine;

    public PurgeTests() => engine = new TestEngine(time)
        .Orchestrator("Quick", _ => Task.FromResult(1))
        .Orchestrator("Throw", _ => throw new TimeoutException("Thrown."))
        .Orchestrator("Wait", context => context.WaitForExternalEvent<int>("Go"))
        .Orchestrator("Parent", context => context.CallSubOrchestratorAsync("Quick", new SubOrchestrationOptions(instanceId: "child")))
        .Start();

    [Fact]
    public async Task PurgeInstance_Ended_NothingIsLeft()
    {
        await engine.RunAsync("Quick", instanceId: "mine");

        var result = await engine.Client.PurgeInstanceAsync("mine");

        Assert.Equal(1, result.PurgedInstanceCount);
        Assert.Null(await engine.Client.GetInstanceAsync("mine"));
        foreach (var table in new[] { "durable_instances", "durable_history", "durable_messages", "durable_tasks" })
            Assert.Equal(0, engine.CountRows(table, "mine"));
    }

    [Fact]
    public async Task PurgeInstance_Unknown_Zero() =>
        Assert.Equal(0, (await engine.Client.PurgeInstanceAsync("nobody")).PurgedInstanceCount);

    [Fact]
    public async Task PurgeInstance_Running_StaysAndGoesOn()
    {
        await engine.BeginAsync("Wait", instanceId: "mine");

        var result = await engine.Client.PurgeInstanceAsync("mine");
        await engine.Client.RaiseEventAsync("mine", "Go", 3);

        Assert.Equal(0, result.PurgedInstanceCount);
        Assert.Equal(3, (await engine.EndOf("mine")).ReadOutputAs<int>());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task PurgeInstance_Parent_ChildrenGoIfRecursive(bool recursive, int count)
    {
        await engine.RunAsync("Parent", instanceId: "mine");

        var result = await engine.Client.PurgeInstanceAsync("mine", new PurgeInstanceOptions(recursive));

        Assert.Equal(count, result.PurgedInstanceCount);
        Assert.Equal(recursive, await engine.Client.GetInstanceAsync("child") is null);
    }

    [Fact]
    public async Task PurgeAllInstances_ByStatus_OnlyThose()
    {
        for (var i = 0; i < 3; i++)
            await engine.RunAsync("Quick");
        await engine.RunAsync("Throw");
        await engine.BeginAsync("Wait");

        var failed = await engine.Client.PurgeAllInstancesAsync(new(Statuses: [OrchestrationRuntimeStatus.Failed]));
        var rest = await engine.Client.PurgeAllInstancesAsync(new());

        Assert.Equal((1, 3), (failed.PurgedInstanceCount, rest.PurgedInstanceCount));
        Assert.Equal("Wait", Assert.Single(await engine.Client.GetAllInstancesAsync().ToListAsync()).Name);
    }

    [Fact]
    public async Task PurgeAllInstances_ByTime_OnlyThose()
    {
        var began = time.GetUtcNow();
        for (var hour = 0; hour < 4; hour++)
        {
            await engine.RunAsync("Quick", instanceId: $"hour {hour}");
            time.Advance(TimeSpan.FromHours(1));
        }

        var result = await engine.Client.PurgeAllInstancesAsync(new(began.AddHours(1), began.AddHours(2)));

        Assert.Equal(2, result.PurgedInstanceCount);
        Assert.Equal(["hour 0", "hour 3"], await engine.Client.GetAllInstancesAsync().Select(one => one.InstanceId).ToListAsync());
    }

    [Fact]
    public async Task PurgeAllInstances_MoreThanAPage_All()
    {
        await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => engine.RunAsync("Quick")));

        Assert.Equal(250, (await engine.Client.PurgeAllInstancesAsync(new())).PurgedInstanceCount);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await engine.DisposeAsync();
}
