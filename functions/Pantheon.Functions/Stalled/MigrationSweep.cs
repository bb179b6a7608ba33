using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Archives;
using Pantheon.Functions.Email;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Telemetry;

namespace Pantheon.Functions.Stalled;

/// <summary>Looks after every migration that has not ended, when something may be due. One that can't be helped does not keep the others waiting.</summary>
public sealed class MigrationSweep(
    IMigrationStore store, ICallbackInbox inbox, IArchiveStore archives, MachineTokens tokens, PluginAccess plugin, MigrationStarter starter,
    MigrationEmails emails, MigrationTelemetry telemetry, IOptions<StalledOptions> options,
    IOptions<ArchivesOptions> kept, TimeProvider time,
    ILogger<MigrationSweep> logger)
{
    private static readonly TimeSpan WorthPuttingOff = TimeSpan.FromMinutes(10);

    /// <summary>Looks once at all that are due.</summary>
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await tokens.DestroySealedAsync(cancellationToken);
        var oldest = TimeSpan.Zero;
        await foreach (var id in store.ListDueAsync(time.GetUtcNow(), cancellationToken))
        {
            try
            {
                await LookAfterAsync(client, id, cancellationToken);
                oldest = TimeSpan.FromTicks(Math.Max(oldest.Ticks, (await UnreadForAsync(id, cancellationToken)).Ticks));
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Failed(logger, id, e);
            }
        }

        telemetry.SetInboxAge(oldest);
    }

    private async Task<TimeSpan> UnreadForAsync(string id, CancellationToken cancellationToken) =>
        await inbox.HasUnreadAsync(id, cancellationToken) && await inbox.ListUnreadAsync(id, cancellationToken) is [var first, ..]
            ? time.GetUtcNow() - first.ReceivedAt
            : TimeSpan.Zero;

    private async Task LookAfterAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } migration)
            return;
        var instance = await client.GetInstanceAsync(migration.InstanceId, cancellationToken);
        var hasUnread = migration.Phase.IsWaiting() && await inbox.HasUnreadAsync(id, cancellationToken);
        var now = time.GetUtcNow();
        switch (SweepDecision.Decide(migration, instance?.RuntimeStatus, now, options.Value, hasUnread))
        {
            case SweepAction.None when SweepDecision.NextLook(migration, instance?.RuntimeStatus, now, options.Value) is { } next && next - now > WorthPuttingOff:
                await store.TryPutOffAsync(migration, next, cancellationToken);
                break;
            case SweepAction.Start:
                await starter.StartAsync(client, migration, cancellationToken);
                break;
            case SweepAction.Wake:
                await starter.WakeAsync(client, migration, cancellationToken);
                break;
            case SweepAction.BeginAgain:
                telemetry.CountStalled();
                await BeginAgainAsync(
                    client, migration, m => m.NextAttempt(now) with { StalledAttempts = m.StalledAttempts + 1 }, "It did not move: beginning again", cancellationToken);
                break;
            case SweepAction.Retry:
                await BeginAgainAsync(
                    client, migration, m => m.NextAttempt(now) with { Retries = m.Retries + 1 }, "Trying again", cancellationToken);
                break;
            case SweepAction.Fail:
                await EndAsync(
                    client, migration, m => m with { Phase = MigrationPhase.Failed, Failure = MigrationFailure.Stalled, CompletedAt = now, DeleteArchiveAt = m.Copy is null ? null : now + kept.Value.KeepFor }, EmailKind.Failed, cancellationToken);
                break;
            case SweepAction.Expire:
                await EndAsync(
                    client, migration, m => m with { Phase = MigrationPhase.Expired, CompletedAt = now, DeleteArchiveAt = m.Copy is null ? null : now }, EmailKind.Expired, cancellationToken);
                break;
            case SweepAction.DeleteArchive:
                await DeleteArchiveAsync(migration, cancellationToken);
                break;
            case SweepAction.Remind:
                await emails.SendAsync(migration, EmailKind.Reminder, cancellationToken);
                // One email, also where the service was away while several fell due.
                await store.TryReplaceAsync(
                    migration with { Reminders = SweepDecision.RemindersDue(migration, now, options.Value) }, cancellationToken);
                break;
        }
    }

    // Somebody who changed the record in between knew better: the next sweep looks again.
    private async Task BeginAgainAsync(
        DurableTaskClient client, Migration migration, Func<Migration, Migration> change, string words, CancellationToken cancellationToken)
    {
        if (await store.TryReplaceAsync(change(migration), cancellationToken) is not { } next)
            return;
        await store.AppendLogAsync(migration.Id, $"{words} (attempt {next.Attempt})", cancellationToken);
        await starter.EndAsync(client, migration.InstanceId, cancellationToken);
        await starter.StartAsync(client, next, cancellationToken);
    }

    // The record goes first: should somebody begin it again in between, the archive is copied anew.
    private async Task DeleteArchiveAsync(Migration migration, CancellationToken cancellationToken)
    {
        var without = migration.Phase == MigrationPhase.Succeeded ? migration : migration.Undo(Step.CopyArchive) with { Copy = null, Archive = null };
        if (await store.TryReplaceAsync(without with { DeleteArchiveAt = null }, cancellationToken) is null)
            return;
        await archives.DeleteAsync(migration.Id, null, cancellationToken);
        await store.AppendLogAsync(migration.Id, "The copied archive is deleted", cancellationToken);
    }

    private async Task EndAsync(
        DurableTaskClient client, Migration migration, Func<Migration, Migration> change, EmailKind email, CancellationToken cancellationToken)
    {
        if (await store.TryReplaceAsync(change(migration), cancellationToken) is not { } ended)
            return;
        telemetry.CountFinished(ended);
        await store.AppendLogAsync(migration.Id, $"The migration has ended: {ended.Phase}", cancellationToken);
        await starter.EndAsync(client, migration.InstanceId, cancellationToken);
        if (ended.Phase == MigrationPhase.Expired)
            await plugin.EndAsync(migration.Id, cancellationToken);
        await emails.SendAsync(ended, email, cancellationToken);
    }

    private static readonly Action<ILogger, string, Exception?> Failed = LoggerMessage.Define<string>(
        LogLevel.Error, new EventId(130, "SweepFailed"), "The sweep could not look after migration {MigrationId}; it will try again.");
}
