using Microsoft.Extensions.Options;
using Pantheon.Functions.Archives;
using Pantheon.Functions.Stalled;
using Pantheon.Functions.Telemetry;

namespace Pantheon.Functions.Migrations;

/// <summary>Ends an attempt whose step failed, and sets when it is tried again.</summary>
public sealed class FailMigration(StepRunner steps, IMigrationStore store, IOptions<StalledOptions> options, IOptions<ArchivesOptions> archives,
    MigrationTelemetry telemetry)
{
    private static readonly MigrationFailure Unknown = new(
        "internal", "Something went wrong on our side", "It is tried again by itself; if it stays, contact the support.", Retryable: true);

    /// <summary>The activity.</summary>
    [Function(nameof(FailMigration))]
    public async Task Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken)
    {
        try
        {
            var failed = await steps.ChangeAsync(
                input, m => Fail(m, m.LastError ?? Unknown, steps.Time.GetUtcNow(), options.Value, archives.Value.KeepFor), cancellationToken);
            if (failed.RetryAt is null)
                telemetry.CountFinished(failed);
            await store.AppendLogAsync(
                input.MigrationId,
                failed.RetryAt is { } at ? $"Attempt {input.Attempt} failed; the next begins at {at:u}" : "The migration failed",
                cancellationToken);
        }
        catch (SupersededException)
        {
            // Cancelled, begun again, or failed by an earlier run of this activity: that stands.
        }
    }

    /// <summary>A migration after a failed attempt.</summary>
    internal static Migration Fail(Migration migration, MigrationFailure failure, DateTimeOffset now, StalledOptions options, TimeSpan keepArchiveFor)
    {
        var willRetry = failure.Retryable && migration.Retries < options.RetryDelays.Count;
        return migration with
        {
            Phase = MigrationPhase.Failed,
            Failure = failure,
            LastError = null,
            RetryAt = willRetry ? now + options.RetryDelays[migration.Retries] : null,
            CompletedAt = now,
            // One that is tried again goes on with the archive that it has. A dry run's is of no further use.
            DeleteArchiveAt = willRetry || migration.Copy is null ? null : migration.IsDryRun ? now : now + keepArchiveFor,
        };
    }
}
