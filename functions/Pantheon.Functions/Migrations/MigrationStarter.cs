using Microsoft.Extensions.Logging;

namespace Pantheon.Functions.Migrations;

/// <summary>Starts and wakes the orchestration of a migration's attempt. What fails here is mended by the sweep.</summary>
public sealed class MigrationStarter(ILogger<MigrationStarter> logger)
{
    private static readonly OrchestrationRuntimeStatus[] AnyStatus =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated,
    ];

    /// <summary>Starts the current attempt; where it was started before, nothing happens.</summary>
    public async Task StartAsync(DurableTaskClient client, Migration migration, CancellationToken cancellationToken)
    {
        var options = new StartOrchestrationOptions(migration.InstanceId).WithDedupeStatuses(AnyStatus);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(MigrateSite), new StepInput(migration.Id, migration.Attempt), options, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The engines tell "exists" by types of their own: asking is the one way that both understand.
            if (await client.GetInstanceAsync(migration.InstanceId, cancellationToken) is null)
                throw;
            AlreadyStarted(logger, migration.InstanceId, e);
        }
    }

    /// <summary>Wakes an attempt that waits for an archive. The record holds what it waits for, so a lost event costs time only.</summary>
    public async Task WakeAsync(DurableTaskClient client, Migration migration, CancellationToken cancellationToken)
    {
        try
        {
            await client.RaiseEventAsync(migration.InstanceId, MigrateSite.Woken, null, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            NotWoken(logger, migration.InstanceId, e);
        }
    }

    /// <summary>Ends the orchestration of an attempt that is not wanted any more. Its activities notice by the record.</summary>
    public async Task EndAsync(DurableTaskClient client, string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            await client.TerminateInstanceAsync(instanceId, new TerminateInstanceOptions(Recursive: true), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            NotEnded(logger, instanceId, e);
        }
    }

    private static readonly Action<ILogger, string, Exception?> AlreadyStarted = LoggerMessage.Define<string>(
        LogLevel.Debug, new EventId(110, "AlreadyStarted"), "Orchestration {InstanceId} was started before.");

    private static readonly Action<ILogger, string, Exception?> NotWoken = LoggerMessage.Define<string>(
        LogLevel.Warning, new EventId(111, "NotWoken"), "Orchestration {InstanceId} could not be woken; the sweep will look after it.");

    private static readonly Action<ILogger, string, Exception?> NotEnded = LoggerMessage.Define<string>(
        LogLevel.Information, new EventId(112, "NotEnded"), "Orchestration {InstanceId} could not be ended; it has probably ended by itself.");
}
