using Pantheon.Functions.Plugin;

namespace Pantheon.Functions.Migrations;

/// <summary>Answers whether the record says where the archive is; where it does not, the migration waits from now on. Reads the inbox first.</summary>
public sealed class AwaitArchive(StepRunner steps, CallbackReader callbacks, IMigrationStore store)
{
    /// <summary>The activity.</summary>
    [Function(nameof(AwaitArchive))]
    public async Task<bool> Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken)
    {
        var migration = await steps.LoadAsync(input, cancellationToken);
        if (migration.IsDone(Step.AwaitArchive))
            return true;
        if (migration.Source is null && !migration.Phase.IsWaiting())
        {
            // An archive that is given between the look and this change is not overwritten: the change is made on the record as it is then.
            await steps.ChangeAsync(
                input, m => m with { Phase = m.WaitingPhase, Progress = null, WaitingSince = m.WaitingSince ?? steps.Time.GetUtcNow() }, cancellationToken);
            await store.AppendLogAsync(input.MigrationId, "Waiting for the archive", cancellationToken);
        }

        await steps.RunPartAsync(input, Step.AwaitArchive, callbacks.ReadAsync, cancellationToken);
        if ((await steps.LoadAsync(input, cancellationToken)).Source is null)
            return false;
        await steps.ChangeAsync(
            input,
            m => m with
            {
                Done = [.. m.Done, Step.AwaitArchive],
                WaitingSince = null,
                Reminders = 0,
                MovedAt = steps.Time.GetUtcNow(),
                StalledAttempts = 0,
            },
            cancellationToken);
        await store.AppendLogAsync(input.MigrationId, StepWords.Ended(Step.AwaitArchive), cancellationToken);
        return true;
    }
}
