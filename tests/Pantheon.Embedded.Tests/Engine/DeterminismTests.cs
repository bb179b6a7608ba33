using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class DeterminismTests
{
    [Fact]
    public async Task NewGuid_InReplay_IsTheSame()
    {
        var seen = new List<Guid[]>();
        await using var engine = Stepping(context => seen.Add([context.NewGuid(), context.NewGuid()])).Start();

        await RunAsync(engine);

        Assert.Equal(4, seen.Count);
        Assert.All(seen, pair => Assert.Equal(seen[0], pair));
        Assert.NotEqual(seen[0][0], seen[0][1]);
    }

    [Fact]
    public async Task NewGuid_OtherInstance_IsAnother()
    {
        var seen = new HashSet<Guid>();
        await using var engine = new TestEngine(new FakeTimeProvider())
            .Orchestrator("Make", context => Task.FromResult(context.NewGuid()))
            .Start();

        foreach (var id in new[] { "a", "b", "c" })
            Assert.True(seen.Add((await engine.RunAsync("Make", instanceId: id)).ReadOutputAs<Guid>()));
    }

    [Fact]
    public async Task CurrentUtcDateTime_InReplay_IsTheSameAndMovesByStep()
    {
        var time = new FakeTimeProvider();
        var began = time.GetUtcNow().UtcDateTime;
        var atStart = new HashSet<DateTime>();
        List<DateTime>? steps = null;
        await using var engine = new TestEngine(time)
            .Orchestrator("Tell", async context =>
            {
                atStart.Add(context.CurrentUtcDateTime);
                var seen = new List<DateTime>();
                for (var i = 1; i <= 3; i++)
                {
                    await context.CreateTimer(TimeSpan.FromHours(i), CancellationToken.None);
                    seen.Add(context.CurrentUtcDateTime);
                }

                steps = seen;
            })
            .Start();

        var id = await engine.BeginAsync("Tell");
        for (var i = 0; i < 3; i++)
            time.SetUtcNow(await engine.NextTimerAsync(id));
        await engine.EndOf(id);

        Assert.Equal([began], atStart);
        Assert.Equal([began.AddHours(1), began.AddHours(3), began.AddHours(6)], steps);
        Assert.Equal(DateTimeKind.Utc, began.Kind);
    }

    [Fact]
    public async Task IsReplaying_ByStep_TrueOnlyForThePast()
    {
        var seen = new List<bool>();
        await using var engine = Stepping(context => seen.Add(context.IsReplaying)).Start();

        await RunAsync(engine);

        Assert.Equal([false, true, true, true], seen);
    }

    [Fact]
    public async Task CreateReplaySafeLogger_ManySteps_LogsEachLineOnce()
    {
        using var loggers = new Lines();
        await using var engine = new TestEngine { Loggers = loggers }
            .Orchestrator("Log", async context =>
            {
                var logger = context.CreateReplaySafeLogger("mine");
                for (var i = 0; i < 4; i++)
                {
                    logger.LogInformation("Before {Step}", i);
                    await context.CallActivityAsync("Step");
                }

                context.CreateReplaySafeLogger<DeterminismTests>().LogInformation("End");
            })
            .Activity<object, int>("Step", _ => 0)
            .Start();

        await engine.RunAsync("Log");

        Assert.Equal(["mine Before 0", "mine Before 1", "mine Before 2", "mine Before 3", $"{typeof(DeterminismTests).FullName} End"], loggers.Written);
    }

    private static TestEngine Stepping(Action<TaskOrchestrationContext> look) => new TestEngine()
        .Orchestrator("Look", async context =>
        {
            look(context);
            for (var i = 0; i < 3; i++)
                await context.WaitForExternalEvent<int>("Go");
        });

    private static async Task RunAsync(TestEngine engine)
    {
        var id = await engine.BeginAsync("Look");
        for (var i = 1; i <= 3; i++)
        {
            // Each from its own start, so that nothing is remembered but history.
            await engine.RestartAsync();
            var episodes = engine.HistoryOf(id).OfType<Pantheon.Embedded.Engine.HistoryEvent.EpisodeStarted>().Count();
            await engine.Client.RaiseEventAsync(id, "Go", i);
            await engine.UntilAsync(
                id, _ => engine.HistoryOf(id).OfType<Pantheon.Embedded.Engine.HistoryEvent.EpisodeStarted>().Count() > episodes);
        }

        await engine.EndOf(id);
    }

    private sealed class Lines : ILoggerFactory
    {
        internal List<string> Written { get; } = [];

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => new Line(categoryName, Written);

        public void Dispose()
        {
        }

        private sealed class Line(string category, List<string> written) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                written.Add($"{category} {formatter(state, exception)}");
        }
    }
}
