using Microsoft.Extensions.Logging;
using Pantheon.Embedded.DurableTask;

namespace Pantheon.Embedded.Engine;

/// <summary>The durable engine: opens the database, goes on with what it holds, and stops in order.</summary>
internal sealed class DurableEngine(
    DurableEngineOptions options,
    Func<string, Func<TaskOrchestrationContext, Task<object?>>?> findOrchestrator,
    Func<ActivityCall, CancellationToken, Task<object?>> invokeActivity,
    TimeProvider time,
    ILoggerFactory loggerFactory) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private readonly List<Task> workers = [];
    private Database? database;
    private OrchestrationDispatcher? orchestrations;
    private ActivityDispatcher? activities;
    private Alarm? alarm;

    internal InstanceWatch Watch { get; } = new();

    internal TimeProvider Time => time;

    /// <exception cref="InvalidOperationException">The engine is not running.</exception>
    internal Database Database => database ?? throw new InvalidOperationException("The durable engine is not running.");

    /// <summary>Opens the database and goes on with every instance in it.</summary>
    /// <exception cref="DataDirectoryInUseException">Another process has it.</exception>
    internal void Start()
    {
        var logger = loggerFactory.CreateLogger<DurableEngine>();
        database = Database.Open(options.DataDirectory);
        orchestrations = new(database, new OrchestrationExecutor(findOrchestrator, loggerFactory), time, SetGoing, logger);
        activities = new(database, invokeActivity, options.ActivityConcurrency, time, SetGoing, logger);
        alarm = new(time, orchestrations.Wake);
        Recover();
        for (var i = 0; i < options.OrchestrationConcurrency; i++)
            workers.Add(Task.Run(() => orchestrations.WorkAsync(stop.Token)));
        workers.Add(Task.Run(() => activities.WorkAsync(stop.Token, abort.Token)));
    }

    /// <summary>Begins nothing new, gives what runs the grace to end, then leaves it for the next start.</summary>
    /// <param name="grace">How long activities may go on; then they are told to stop.</param>
    /// <param name="giveUp">Ends the wait for activities that were told and heed it not.</param>
    internal async Task StopAsync(TimeSpan grace, CancellationToken giveUp = default)
    {
        await stop.CancelAsync();
        var running = Task.WhenAll(workers);
        using (var patience = time.CreateTimer(_ => abort.Cancel(), null, grace, Timeout.InfiniteTimeSpan))
        {
            try
            {
                await running.WaitAsync(giveUp);
            }
            catch (OperationCanceledException)
            {
                // The workers' own way of ending, or no more patience.
            }
        }

        alarm?.Dispose();
        if (database is not null)
            await database.DisposeAsync();
        database = null;
    }

    internal ValueTask SetGoing(Effects effects)
    {
        foreach (var instanceId in effects.Woken)
            orchestrations!.Wake(instanceId);
        foreach (var (instanceId, at) in effects.Delayed)
            alarm!.Set(instanceId, at);
        foreach (var task in effects.Tasks)
            activities!.Enqueue(task);
        foreach (var instanceId in effects.Changed)
            Watch.Changed(instanceId);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await StopAsync(TimeSpan.Zero);
        stop.Dispose();
        abort.Dispose();
    }

    private void Recover()
    {
        var (messages, tasks) = Database.Read(session => (
            session.Query(
                "SELECT instance_id, visible_at FROM durable_messages GROUP BY instance_id, visible_at",
                row => (InstanceId: row.GetString(0), At: row.GetInt64(1))),
            session.Query("SELECT id FROM durable_tasks ORDER BY id", row => row.GetInt64(0))));
        var now = time.GetUtcNow().UtcTicks;
        foreach (var (instanceId, at) in messages)
        {
            if (at <= now)
                orchestrations!.Wake(instanceId);
            else
                alarm!.Set(instanceId, at);
        }

        foreach (var task in tasks)
            activities!.Enqueue(task);
    }
}
