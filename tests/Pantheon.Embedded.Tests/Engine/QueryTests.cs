using Microsoft.Extensions.Time.Testing;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class QueryTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new();
    private readonly DateTimeOffset began;
    private readonly TestEngine engine;

    public QueryTests()
    {
        began = time.GetUtcNow();
        engine = new TestEngine(time)
            .Orchestrator("Quick", _ => Task.FromResult(7))
            .Orchestrator("Throw", _ => throw new TimeoutException("Thrown."))
            .Orchestrator("Wait", context => context.WaitForExternalEvent<int>("Go"))
            .Start();
    }

    public async Task InitializeAsync()
    {
        // a0 Completed at hour 0, b1 Failed at hour 1, a2 Running at hour 2, ... and so on by threes.
        for (var i = 0; i < 9; i++)
        {
            await engine.BeginAsync(new[] { "Quick", "Throw", "Wait" }[i % 3], instanceId: $"{(i % 2 == 0 ? "a" : "b")}{i}");
            time.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task GetAllInstances_NoFilter_OldestFirst() =>
        Assert.Equal(["a0", "b1", "a2", "b3", "a4", "b5", "a6", "b7", "a8"], await IdsAsync(null));

    [Fact]
    public async Task GetAllInstances_ByStatus_OnlyThose()
    {
        Assert.Equal(["b1", "a4", "b7"], await IdsAsync(new(Statuses: [OrchestrationRuntimeStatus.Failed])));
        Assert.Equal(
            ["a0", "a2", "b3", "b5", "a6", "a8"],
            await IdsAsync(new(Statuses: [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Running])));
    }

    [Fact]
    public async Task GetAllInstances_ByTime_BothEndsIncluded() =>
        Assert.Equal(["b3", "a4", "b5"], await IdsAsync(new(began.AddHours(3), began.AddHours(5))));

    [Fact]
    public async Task GetAllInstances_ByPrefix_OnlyThose()
    {
        Assert.Equal(["b1", "b3", "b5", "b7"], await IdsAsync(new(InstanceIdPrefix: "b")));
        Assert.Empty(await IdsAsync(new(InstanceIdPrefix: "%")));
        Assert.Empty(await IdsAsync(new(InstanceIdPrefix: "B")));
    }

    [Fact]
    public async Task GetAllInstances_AllConditions_MustHold() => Assert.Equal(["a4"], await IdsAsync(new(
        began.AddHours(2), began.AddHours(7), [OrchestrationRuntimeStatus.Failed], InstanceIdPrefix: "a")));

    [Fact]
    public async Task AsPages_PageSize_AllOnceInPages()
    {
        var pages = await engine.Client.GetAllInstancesAsync(new(PageSize: 4)).AsPages().ToListAsync();

        Assert.Equal([4, 4, 1], pages.Select(page => page.Values.Count));
        Assert.Equal(["a0", "b1", "a2", "b3", "a4", "b5", "a6", "b7", "a8"], pages.SelectMany(page => page.Values).Select(one => one.InstanceId));
        Assert.NotNull(pages[0].ContinuationToken);
        Assert.Null(pages[^1].ContinuationToken);
    }

    [Fact]
    public async Task AsPages_ContinuationToken_GoesOnThere()
    {
        var first = await engine.Client.GetAllInstancesAsync(new(PageSize: 4)).AsPages().FirstAsync();

        var next = await engine.Client.GetAllInstancesAsync().AsPages(first.ContinuationToken, 2).FirstAsync();
        var byQuery = await IdsAsync(new(InstanceIdPrefix: "a", ContinuationToken: first.ContinuationToken));

        Assert.Equal(["a4", "b5"], next.Values.Select(one => one.InstanceId));
        Assert.Equal(["a4", "a6", "a8"], byQuery);
    }

    [Fact]
    public async Task AsPages_InstancesOfOneMoment_AllOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => engine.BeginAsync("Quick", instanceId: $"same:{i}")));

        Assert.Equal(25, (await IdsAsync(new(InstanceIdPrefix: "same:", PageSize: 3))).Distinct().Count());
    }

    [Fact]
    public async Task GetAllInstances_FetchInputsAndOutputs_PayloadsOnlyIfAsked()
    {
        var with = await engine.Client.GetAllInstancesAsync(new(FetchInputsAndOutputs: true)).FirstAsync();
        var without = await engine.Client.GetAllInstancesAsync().FirstAsync();

        Assert.Equal(7, with.ReadOutputAs<int>());
        Assert.Throws<InvalidOperationException>(() => without.ReadOutputAs<int>());
    }

    [Fact]
    public async Task GetInstance_Times_AreThoseOfScheduleAndLastStep()
    {
        await engine.Client.RaiseEventAsync("a2", "Go", 1);
        var end = await engine.EndOf("a2");

        Assert.Equal(began.AddHours(2), end.CreatedAt);
        Assert.Equal(began.AddHours(9), end.LastUpdatedAt);
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private async Task<List<string>> IdsAsync(OrchestrationQuery? query) =>
        await engine.Client.GetAllInstancesAsync(query).Select(one => one.InstanceId).ToListAsync();
}
