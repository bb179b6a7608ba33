using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>Runs the parts of a copy, and clears up where the migration was cancelled meanwhile: a cancelled migration leaves no archive.</summary>
public sealed class CancelledCopy(IMigrationStore store, IArchiveStore archives)
{
    internal async Task ClearUpAsync(StepInput input, Func<Task> copy, CancellationToken cancellationToken)
    {
        try
        {
            await copy();
        }
        catch (SupersededException)
        {
            // A later attempt's archive is its own.
            if (await store.FindAsync(input.MigrationId, cancellationToken) is { Phase: MigrationPhase.Cancelled })
                await archives.DeleteAsync(input.MigrationId, null, cancellationToken);
            throw;
        }
    }
}
