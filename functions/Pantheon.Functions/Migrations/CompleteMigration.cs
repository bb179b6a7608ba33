using Pantheon.Functions.Archives;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Plugin;

namespace Pantheon.Functions.Migrations;

/// <summary>Tells the platform that the migration is complete, and lets go of the archive.</summary>
public sealed class CompleteMigration(StepRunner steps, IPlatform platform, IArchiveStore archives, MachineTokens tokens)
{
    /// <summary>The activity.</summary>
    [Function(nameof(CompleteMigration))]
    public Task Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) => steps.RunAsync(
        input, Step.CompleteMigration, MigrationPhase.Completing,
        async run =>
        {
            await platform.CompleteAsync(SiteImport.For(run.Migration), cancellationToken);
            await tokens.RevokeAsync(run.Migration.Id, cancellationToken);
            await archives.DeleteAsync(run.Migration.Id, null, cancellationToken);
            return migration => migration with { Phase = MigrationPhase.Succeeded, Progress = null, CompletedAt = steps.Time.GetUtcNow() };
        },
        cancellationToken);
}
