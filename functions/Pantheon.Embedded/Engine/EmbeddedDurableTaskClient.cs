using Grpc.Core;
using Pantheon.Embedded.DurableTask;
using Pantheon.Embedded.DurableTask.Client;

namespace Pantheon.Embedded.Engine;

/// <summary>The client of the engine in this process.</summary>
internal sealed class EmbeddedDurableTaskClient(DurableEngine engine) : DurableTaskClient("embedded")
{
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var instanceId = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId, nameof(options));
        var json = Payload.Write(input);
        var now = engine.Time.GetUtcNow().UtcTicks;
        await WriteAsync(session =>
        {
            if (session.FindInstance(instanceId) is { } existing
                && (!existing.Status.IsTerminal() || options?.DedupeStatuses?.Contains(existing.Status.ToString(), StringComparer.OrdinalIgnoreCase) == true))
                throw new OrchestrationAlreadyExistsException(
                    $"An orchestration instance '{instanceId}' exists already and is {existing.Status}.");
            var effects = new Effects();
            session.CreateInstance(effects, instanceId, orchestratorName, json, null, now, options?.StartAt?.UtcTicks ?? now);
            return effects;
        });
        return instanceId;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(instanceId, new HistoryEvent.EventRaised(eventName, Payload.Write(eventPayload)), cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new HistoryEvent.Terminated(Payload.Write(options?.Output), options?.Recursive ?? false), cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new HistoryEvent.Suspended(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new HistoryEvent.Resumed(reason), cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Find(instanceId)?.ToMetadata(getInputsAndOutputs));
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, instance => instance.Started || instance.Status.IsTerminal(), getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, instance => instance.Status.IsTerminal(), getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(engine, filter ?? new OrchestrationQuery());

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return new PurgeResult(await engine.Database.Journal.WriteAsync(
            session => Purge(session, instanceId, options?.Recursive ?? false)));
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var count = 0;
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        await foreach (var instance in GetAllInstancesAsync(query).WithCancellation(cancellation))
            count += (await PurgeInstanceAsync(instance.InstanceId, options, cancellation)).PurgedInstanceCount;
        return new PurgeResult(count);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static int Purge(SqliteSession session, string instanceId, bool recursive)
    {
        if (session.FindInstance(instanceId) is not { } instance || !instance.Status.IsTerminal())
            return 0;
        var count = 1;
        if (recursive)
            count += session.ChildrenOf(instanceId).Sum(child => Purge(session, child, recursive: true));
        session.DeleteInstance(instanceId);
        return count;
    }

    private InstanceRow? Find(string instanceId) => engine.Database.Read(session => session.FindInstance(instanceId));

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<InstanceRow, bool> reached, bool withPayloads, CancellationToken cancellation)
    {
        while (true)
        {
            var change = engine.Watch.Next(instanceId);
            var instance = Find(instanceId) ?? throw NotFound(instanceId);
            if (reached(instance))
                return instance.ToMetadata(withPayloads);
            await change.WaitAsync(cancellation);
        }
    }

    private Task SendAsync(string instanceId, HistoryEvent message, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return WriteAsync(session =>
        {
            var instance = session.FindInstance(instanceId) ?? throw NotFound(instanceId);
            if (instance.Status.IsTerminal())
                throw new RpcException(new Status(
                    StatusCode.FailedPrecondition, $"The orchestration instance '{instanceId}' has ended: it is {instance.Status}."));
            var effects = new Effects();
            session.Send(effects, instanceId, message);
            return effects;
        });
    }

    private async Task WriteAsync(Func<SqliteSession, Effects> work) =>
        await engine.SetGoing(await engine.Database.Journal.WriteAsync(work));

    private static RpcException NotFound(string instanceId) =>
        new(new Status(StatusCode.NotFound, $"There is no orchestration instance '{instanceId}'."));
}
