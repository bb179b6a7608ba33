using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.Tests.Engine;

/// <summary>An engine on a directory of its own, with orchestrators and activities given as delegates. Can be stopped and started again.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> orchestrators = [];
    private readonly Dictionary<string, Func<string?, CancellationToken, Task<object?>>> activities = [];
    private readonly string directory;
    private readonly bool ownsDirectory;
    private DurableEngine? engine;

    internal TestEngine(TimeProvider? time = null, string? directory = null)
    {
        Time = time ?? TimeProvider.System;
        ownsDirectory = directory is null;
        this.directory = directory ?? Directory.CreateTempSubdirectory("engine-").FullName;
    }

    internal TimeProvider Time { get; }

    internal ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    internal string DataDirectory => directory;

    internal DurableEngine Engine => engine ?? throw new InvalidOperationException("The engine was not started.");

    internal DurableTaskClient Client => new EmbeddedDurableTaskClient(Engine);

    internal TestEngine Orchestrator<TOutput>(string name, Func<TaskOrchestrationContext, Task<TOutput>> code)
    {
        orchestrators[name] = async context => await code(context);
        return this;
    }

    internal TestEngine Orchestrator(string name, Func<TaskOrchestrationContext, Task> code)
    {
        orchestrators[name] = async context =>
        {
            await code(context);
            return null;
        };
        return this;
    }

    internal TestEngine Activity<TInput, TOutput>(string name, Func<TInput, CancellationToken, Task<TOutput>> code)
    {
        activities[name] = async (input, abort) => await code(Payload.Read<TInput>(input)!, abort);
        return this;
    }

    internal TestEngine Activity<TInput, TOutput>(string name, Func<TInput, TOutput> code) =>
        Activity<TInput, TOutput>(name, (input, _) => Task.FromResult(code(input)));

    internal TestEngine Start()
    {
        engine = new DurableEngine(
            new DurableEngineOptions(directory, ActivityConcurrency: 8),
            name => orchestrators.GetValueOrDefault(name),
            (call, abort) => activities.TryGetValue(call.Name, out var activity)
                ? activity(call.Input, abort)
                : throw new InvalidOperationException($"There is no activity function '{call.Name}'."),
            Time,
            Loggers);
        engine.Start();
        return this;
    }

    internal async Task StopAsync(TimeSpan grace = default, CancellationToken giveUp = default)
    {
        await Engine.StopAsync(grace, giveUp);
        await Engine.DisposeAsync();
        engine = null;
    }

    internal async Task RestartAsync()
    {
        await StopAsync();
        Start();
    }

    /// <summary>Starts an instance and answers once its first step is committed: it waits for something, or has ended.</summary>
    internal async Task<string> BeginAsync(string orchestrator, object? input = null, string? instanceId = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(instanceId));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Client.WaitForInstanceStartAsync(id, patience.Token);
        return id;
    }

    internal async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? instanceId = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(instanceId));
        return await EndOf(id);
    }

    internal async Task<OrchestrationMetadata> EndOf(string instanceId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await Client.WaitForInstanceCompletionAsync(instanceId, true, patience.Token);
    }

    /// <summary>Looks at an instance after each of its commits, until it is as wanted.</summary>
    internal async Task<OrchestrationMetadata> UntilAsync(string instanceId, Func<OrchestrationMetadata, bool> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var change = Engine.Watch.Next(instanceId);
            if (await Client.GetInstanceAsync(instanceId, true, patience.Token) is { } instance && reached(instance))
                return instance;
            await change.WaitAsync(patience.Token);
        }
    }

    /// <summary>Waits until the instance has a timer that is not yet due, and answers when it is.</summary>
    internal async Task<DateTimeOffset> NextTimerAsync(string instanceId)
    {
        DateTimeOffset? due = null;
        await UntilAsync(instanceId, _ => (due = FindTimer(instanceId)) is not null);
        return due!.Value;
    }

    internal long CountRows(string table, string instanceId) => Engine.Database.Read(session => session.Query(
        $"SELECT count(*) FROM {table} WHERE instance_id = $0", row => row.GetInt64(0), instanceId)).Single();

    internal List<HistoryEvent> HistoryOf(string instanceId) => Engine.Database.Read(session => session.ReadHistory(instanceId));

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
            await StopAsync();
        if (ownsDirectory)
            Directory.Delete(directory, recursive: true);
    }

    private DateTimeOffset? FindTimer(string instanceId) => Engine.Database.Read(session => session.Query(
        "SELECT visible_at FROM durable_messages WHERE instance_id = $0 AND timer_id IS NOT NULL AND visible_at > $1 ORDER BY visible_at",
        row => (DateTimeOffset?)new DateTimeOffset(row.GetInt64(0), TimeSpan.Zero), instanceId, Time.GetUtcNow().UtcTicks)).FirstOrDefault();
}
