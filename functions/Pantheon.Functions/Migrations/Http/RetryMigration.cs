using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Email;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>POST /api/migrations/{id}/retry: tries a failed migration again, from where it stands.</summary>
public sealed class RetryMigration(OwnMigrations migrations, IMigrationStore store, MigrationStarter starter, SupportLink support, TimeProvider time)
{
    /// <summary>202 with the migration; 404, 409.</summary>
    [Function(nameof(RetryMigration))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/migrations/{id}/retry")] HttpRequest request, string id,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await migrations.FindAsync(request, id, cancellationToken) is null)
            return Answers.NotFound();
        var migration = await store.ChangeAsync(id, m => Retry(m, time.GetUtcNow()), cancellationToken);
        await store.AppendLogAsync(id, $"Trying again as asked (attempt {migration.Attempt})", cancellationToken);
        await starter.StartAsync(client, migration, cancellationToken);
        return Answers.Json(MigrationView.Of(migration, support), StatusCodes.Status202Accepted);
    }

    private static Migration Retry(Migration migration, DateTimeOffset now)
    {
        if (migration.Phase != MigrationPhase.Failed)
            throw new ProblemException(
                StatusCodes.Status409Conflict, "migration.phase", "Only a failed migration can be tried again.", "This one has not failed.");
        // What was wrong with the archive may have been mended at the same address, and what was imported of it is not to be trusted:
        // it is copied anew. What failed for other reasons goes on from where it stands.
        var goesOn = migration.IsDone(Step.InspectArchive)
            && (migration.Failure is not { Retryable: false } || migration.Failure.Code == MigrationFailure.Stalled.Code);
        return (goesOn ? migration : migration.CopyAnew()).NextAttempt(now) with { Retries = 0, StalledAttempts = 0 };
    }
}
