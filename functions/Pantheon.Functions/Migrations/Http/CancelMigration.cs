using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Archives;
using Pantheon.Functions.Email;
using Pantheon.Functions.Http;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Telemetry;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>POST /api/migrations/{id}/cancel: ends a migration. The new site and the old one are left as they are; the copied archive goes.</summary>
public sealed class CancelMigration(
    OwnMigrations migrations, IMigrationStore store, IArchiveStore archives, PluginAccess plugin, MigrationStarter starter, MigrationTelemetry telemetry, SupportLink support, TimeProvider time)
{
    /// <summary>202 with the migration, also where it was cancelled before; 404, 409 where it ended otherwise.</summary>
    [Function(nameof(CancelMigration))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/migrations/{id}/cancel")] HttpRequest request, string id,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await migrations.FindAsync(request, id, cancellationToken) is not { } before)
            return Answers.NotFound();
        var migration = await store.ChangeAsync(id, m => Cancel(m, time.GetUtcNow()), cancellationToken);
        if (before.Phase != MigrationPhase.Cancelled)
        {
            telemetry.CountFinished(migration);
            await store.AppendLogAsync(id, "Cancelled as asked", cancellationToken);
        }

        await starter.EndAsync(client, migration.InstanceId, cancellationToken);
        await plugin.EndAsync(id, cancellationToken);
        await archives.DeleteAsync(id, null, cancellationToken);
        return Answers.Json(MigrationView.Of(migration, support), StatusCodes.Status202Accepted);
    }

    private static Migration Cancel(Migration migration, DateTimeOffset now) => migration.Phase switch
    {
        MigrationPhase.Cancelled => migration,
        MigrationPhase.Succeeded or MigrationPhase.Expired => throw new ProblemException(
            StatusCodes.Status409Conflict, "migration.phase", "The migration has ended and can't be cancelled.", "There is nothing left to do."),
        _ => migration with { Phase = MigrationPhase.Cancelled, Progress = null, Failure = null, LastError = null, RetryAt = null, CompletedAt = now },
    };
}
