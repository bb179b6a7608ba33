using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pantheon.Archives.Downloads;
using Pantheon.Functions.Email;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>PUT /api/migrations/{id}/archive: says where the archive is; also mends a migration that failed by its archive.</summary>
public sealed class PutArchive(OwnMigrations migrations, IMigrationStore store, MigrationStarter starter, SupportLink support, TimeProvider time)
{
    /// <summary>202 with the migration; 400, 404, 409.</summary>
    [Function(nameof(PutArchive))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/migrations/{id}/archive")] HttpRequest request, string id,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await migrations.FindAsync(request, id, cancellationToken) is null)
            return Answers.NotFound();
        var errors = Validate(await JsonBody.ReadAsync<Body>(request, cancellationToken), out var source);
        if (errors.Count > 0)
            return Answers.Problem(
                StatusCodes.Status400BadRequest, "request.invalid", "The request can't be taken as it is.", "See errors for each field.", errors);

        var migration = await store.ChangeAsync(id, m => Take(m, source!, time.GetUtcNow()), cancellationToken);
        await store.AppendLogAsync(id, $"The archive is at {source}", cancellationToken);
        // A new attempt where it had failed, else a sign to the one that waits. What is lost here, the sweep mends.
        await starter.StartAsync(client, migration, cancellationToken);
        await starter.WakeAsync(client, migration, cancellationToken);
        return Answers.Json(MigrationView.Of(migration, support), StatusCodes.Status202Accepted);
    }

    private Dictionary<string, string[]> Validate(Body body, out ArchiveSource? source)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (ArchiveUrl.TryParse(JsonBody.TextOf(body.Url), out var url) is { } wrong)
            errors["url"] = [wrong];
        var sha256 = JsonBody.TextOf(body.Sha256)?.Trim().ToLowerInvariant();
        if (body.Sha256.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && !ArchiveSource.IsSha256(sha256))
            errors["sha256"] = ["Give the SHA-256 as 64 hexadecimal digits."];
        source = errors.Count == 0 ? new ArchiveSource(url!, sha256, time.GetUtcNow()) : null;
        return errors;
    }

    private static Migration Take(Migration migration, ArchiveSource source, DateTimeOffset now)
    {
        if (migration.Phase == MigrationPhase.Failed)
            return migration.CopyAnew().NextAttempt(now) with { Source = source, Retries = 0, StalledAttempts = 0 };
        if (migration.IsDone(Step.AwaitArchive) || migration.Phase.IsEnded())
            throw new ProblemException(
                StatusCodes.Status409Conflict, "migration.phase", $"The migration does not take an archive in phase {Word(migration.Phase)}.",
                migration.Phase.IsEnded() ? "Begin a new migration." : "It has one already. Cancel it, or wait until it has ended.");
        return migration with { Source = source };
    }

    private static string Word(MigrationPhase phase) => JsonNamingPolicy.CamelCase.ConvertName(phase.ToString());

    internal sealed record Body(JsonElement Url, JsonElement Sha256);
}
