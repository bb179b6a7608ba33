using Microsoft.Extensions.Options;
using Pantheon.Functions.Archives;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Telemetry;

namespace Pantheon.Functions.Migrations;

/// <summary>Tells the platform that the migration is complete, and lets go of the archive and the token.</summary>
public sealed class CompleteMigration(StepRunner steps, IPlatform platform, IArchiveStore archives, PluginAccess plugin, IOptions<ArchivesOptions> options,
    MigrationTelemetry telemetry)
{
    /// <summary>The activity. Answers whether the step is done; false: not yet.</summary>
    [Function(nameof(CompleteMigration))]
    public Task<bool> Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) => steps.RunAsync(
        input, Step.CompleteMigration, MigrationPhase.Completing,
        async run =>
        {
            if (!run.Migration.IsDryRun && !await platform.CompleteAsync(SiteImport.For(run), cancellationToken))
            {
                await run.PendAsync();
                return null;
            }

            await plugin.EndAsync(run.Migration.Id, cancellationToken);
            var keepFor = run.Migration.IsDryRun ? TimeSpan.Zero : options.Value.KeepFor;
            if (keepFor == TimeSpan.Zero)
                await archives.DeleteAsync(run.Migration.Id, null, cancellationToken);
            var now = steps.Time.GetUtcNow();
            telemetry.CountFinished(run.Migration with { Phase = MigrationPhase.Succeeded });
            return migration => migration with
            {
                Phase = MigrationPhase.Succeeded,
                Progress = null,
                CompletedAt = now,
                DeleteArchiveAt = keepFor == TimeSpan.Zero ? null : now + keepFor,
            };
        },
        cancellationToken);
}
