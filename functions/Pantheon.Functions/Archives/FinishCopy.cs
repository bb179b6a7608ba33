using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>Makes an archive of the copied blocks.</summary>
public sealed class FinishCopy(StepRunner steps, IArchiveStore archives, CancelledCopy cancelled)
{
    /// <summary>The activity.</summary>
    [Function(nameof(FinishCopy))]
    public Task Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        cancelled.ClearUpAsync(input, () => RunAsync(input, cancellationToken), cancellationToken);

    private Task<bool> RunAsync(StepInput input, CancellationToken cancellationToken) => steps.FinishAsync(
        input, Step.CopyArchive,
        async run =>
        {
            var length = run.Migration.Copy!.Version.Length!.Value;
            await archives.CommitAsync(ArchiveKey.Of(run.Migration), length, cancellationToken);
            return migration => migration with { Archive = new CopiedArchive(length, null), Progress = new MigrationProgress(length, length, "bytes") };
        },
        cancellationToken);
}
