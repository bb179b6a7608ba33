using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Email;
using Pantheon.Functions.Http;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Migrations.Http;

namespace Pantheon.Functions.Archives.Http;

/// <summary>PUT /api/migrations/{id}/archive/keep {keep}: keeps the copied archive of a migration that has ended, or has it deleted in time.</summary>
public sealed class KeepArchive(OwnMigrations migrations, IMigrationStore store, SupportLink support, IOptions<ArchivesOptions> options, TimeProvider time)
{
    /// <summary>200 with the migration; 400, 404, 409 where there is no archive.</summary>
    [Function(nameof(KeepArchive))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/migrations/{id}/archive/keep")] HttpRequest request, string id,
        CancellationToken cancellationToken)
    {
        if (await migrations.FindAsync(request, id, cancellationToken) is null)
            return Answers.NotFound();
        var keep = (await JsonBody.ReadAsync<Body>(request, cancellationToken)).Keep;
        if (keep.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return Answers.Problem(
                StatusCodes.Status400BadRequest, "request.invalid", "The request can't be taken as it is.", "See errors for each field.",
                new Dictionary<string, string[]> { ["keep"] = ["Give true or false."] });
        var migration = await store.ChangeAsync(id, m => Keep(m, keep.GetBoolean()), cancellationToken);
        return Answers.Json(MigrationView.Of(migration, support));
    }

    private Migration Keep(Migration migration, bool keep)
    {
        // An ended migration whose archive has no end is kept already, or has none.
        if (!migration.Phase.IsEnded() || migration.Archive is null || (migration.DeleteArchiveAt is null && !migration.IsArchiveKept))
            throw new ProblemException(
                StatusCodes.Status409Conflict, "archive.none", "There is no copied archive to keep.",
                "Archives are kept after a migration has ended, for as long as the operator configured.");
        return migration with { IsArchiveKept = keep, DeleteArchiveAt = keep ? null : time.GetUtcNow() + options.Value.KeepFor };
    }

    internal sealed record Body(JsonElement Keep);
}
