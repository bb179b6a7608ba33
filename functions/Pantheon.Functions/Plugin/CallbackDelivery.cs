using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Plugin;

/// <summary>Puts the plugin's messages into the inbox and wakes the migration that waits for them.</summary>
public sealed class CallbackDelivery(ICallbackInbox inbox, IMigrationStore store, MigrationStarter starter, TimeProvider time)
{
    // The sender is answered, whatever the engine does; what the engine missed, the sweep mends.
    private static readonly TimeSpan EnginePatience = TimeSpan.FromMilliseconds(50);

    /// <summary>Keeps a message and wakes its migration.</summary>
    /// <exception cref="ProblemException">409 migration.phase: the migration takes no messages any more.</exception>
    public async Task<InboxOutcome> DeliverAsync(DurableTaskClient client, Migration migration, Callback callback, CancellationToken cancellationToken)
    {
        if (!Takes(migration, callback.Type))
        {
            // One that was taken before is known, though the migration has gone on since.
            return await inbox.LookAsync(callback, cancellationToken) is not InboxOutcome.New and var known ? known : throw new ProblemException(
                StatusCodes.Status409Conflict, "migration.phase",
                $"The migration takes no callback in phase {JsonNamingPolicy.CamelCase.ConvertName(migration.Phase.ToString())}.",
                "It has its archive already, or has ended. The dashboard says where it stands.");
        }

        var outcome = await inbox.AddAsync(callback, cancellationToken);
        if (outcome == InboxOutcome.New)
            await Task.WhenAny(SetGoingAsync(client, migration), Task.Delay(EnginePatience, time, cancellationToken));
        return outcome;
    }

    // A failed migration is begun again by a plugin that was started again.
    private static bool Takes(Migration migration, CallbackType type) => migration.Phase == MigrationPhase.Failed
        ? type is CallbackType.Started or CallbackType.ArchiveReady
        : !migration.Phase.IsEnded() && !migration.IsDone(Step.AwaitArchive);

    private async Task SetGoingAsync(DurableTaskClient client, Migration migration)
    {
        if (migration.Phase == MigrationPhase.Failed)
        {
            migration = await store.ChangeAsync(migration.Id, m => BeginAgain(m, time.GetUtcNow()), CancellationToken.None);
            await starter.StartAsync(client, migration, CancellationToken.None);
        }

        await starter.WakeAsync(client, migration, CancellationToken.None);
    }

    private static Migration BeginAgain(Migration migration, DateTimeOffset now) => migration.Phase != MigrationPhase.Failed
        ? migration
        : migration.CopyAnew().Undo(Step.AwaitArchive).NextAttempt(now) with { Source = null, WaitingSince = now, Retries = 0, StalledAttempts = 0 };
}
