using Pantheon.Archives;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>Has a migration whose link expired wait for a new one; what was copied stays. Answers whether that was the failure.</summary>
public sealed class AskForNewLink(StepRunner steps, IMigrationStore store)
{
    /// <summary>The activity.</summary>
    [Function(nameof(AskForNewLink))]
    public async Task<bool> Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken)
    {
        var migration = await steps.LoadAsync(input, cancellationToken);
        if (migration.Source is null)
            return true;
        if (migration.LastError?.Code != FindingCode.LinkExpired || migration.IsDryRun)
            return false;
        await steps.ChangeAsync(input, m => m.Undo(Step.AwaitArchive) with { Source = null, LastError = null }, cancellationToken);
        await store.AppendLogAsync(input.MigrationId, "Waiting for a new link to the archive; what was copied is kept", cancellationToken);
        return true;
    }
}
