using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pantheon.Functions.Http;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Plugin;

/// <summary>Puts the plugin's messages into the inbox and wakes the migration that waits for them.</summary>
public sealed class CallbackDelivery(
    ICallbackInbox inbox, IMigrationStore store, MigrationStarter starter, TimeProvider time, ILogger<CallbackDelivery> logger)
{
    /// <summary>How long the sender waits for the engine: it is answered, whatever that does. What the engine missed, the sweep mends.</summary>
    internal static readonly TimeSpan EnginePatience = TimeSpan.FromMilliseconds(50);

    /// <summary>Keeps a message and wakes its migration.</summary>
    /// <exception cref="ProblemException">409 migration.phase: the migration takes no messages any more.</exception>
    public async Task<InboxOutcome> DeliverAsync(DurableTaskClient client, Migration migration, Callback callback, CancellationToken cancellationToken)
    {
        // One that was taken before is known, though the migration has gone on since.
        if (await inbox.LookAsync(callback, cancellationToken) is not InboxOutcome.New and var known)
        {
            await store.LookSoonAsync(migration.Id, cancellationToken);
            return known;
        }

        if (!Takes(migration, callback.Type))
            throw new ProblemException(
                StatusCodes.Status409Conflict, "migration.phase",
                $"The migration takes no callback in phase {JsonNamingPolicy.CamelCase.ConvertName(migration.Phase.ToString())}.",
                "It has its archive already, or has ended. The dashboard says where it stands.");

        // Before the message is kept: where the process dies in between, the sender sends it again.
        var begins = migration.Phase == MigrationPhase.Failed;
        if (begins)
            migration = await store.ChangeAsync(migration.Id, m => BeginAgain(m, time.GetUtcNow()), cancellationToken);
        var outcome = await inbox.AddAsync(callback, cancellationToken);
        // Behind the message: a sweep that saw none may have put the migration off since. Should the process die in between, the sender comes again.
        await store.LookSoonAsync(migration.Id, cancellationToken);
        if (outcome == InboxOutcome.New)
        {
            // On a thread of its own: an engine may also block before it gives a task.
            var going = Task.Run(() => SetGoingAsync(client, migration, begins), CancellationToken.None);
            await Task.WhenAny(going, Task.Delay(EnginePatience, time, cancellationToken));
        }

        return outcome;
    }

    // A failed migration is begun again by a plugin that was started again.
    private static bool Takes(Migration migration, CallbackType type) => migration.Phase == MigrationPhase.Failed
        ? type is CallbackType.Started or CallbackType.ArchiveReady
        : !migration.Phase.IsEnded() && !migration.IsDone(Step.AwaitArchive);

    private async Task SetGoingAsync(DurableTaskClient client, Migration migration, bool begins)
    {
        try
        {
            if (begins)
                await starter.StartAsync(client, migration, CancellationToken.None);
            await starter.WakeAsync(client, migration, CancellationToken.None);
        }
        catch (Exception e)
        {
            NotSetGoing(logger, migration.InstanceId, e);
        }
    }

    private static Migration BeginAgain(Migration migration, DateTimeOffset now) => migration.Phase != MigrationPhase.Failed
        ? migration
        : migration.CopyAnew().Undo(Step.AwaitArchive).NextAttempt(now) with { Source = null, WaitingSince = now, Retries = 0, StalledAttempts = 0 };

    private static readonly Action<ILogger, string, Exception?> NotSetGoing = LoggerMessage.Define<string>(
        LogLevel.Warning, new EventId(140, "NotSetGoing"), "Orchestration {InstanceId} could not be set going for a callback; the sweep will look after it.");
}
