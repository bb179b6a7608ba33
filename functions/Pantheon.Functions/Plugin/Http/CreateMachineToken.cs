using Microsoft.AspNetCore.Http;
using Pantheon.Archives;
using Pantheon.Functions.Http;
using Pantheon.Functions.Identity;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Migrations.Http;

namespace Pantheon.Functions.Plugin.Http;

/// <summary>POST /api/migrations/{id}/machine-token: shows the migration's token, this once; one that was shown before is replaced.</summary>
public sealed class CreateMachineToken(OwnMigrations migrations, MachineTokens tokens, IMigrationStore store, RecentSignIn recent)
{
    /// <summary>200 {token, expiresAt}, never cached; 401 where the sign-in is too old (RFC 9470), 404, 409.</summary>
    [Function(nameof(CreateMachineToken))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/migrations/{id}/machine-token")] HttpRequest request, string id,
        CancellationToken cancellationToken)
    {
        if (await migrations.FindAsync(request, id, cancellationToken) is not { } migration)
            return Answers.NotFound();
        recent.Ensure(request.GetUser());
        if (migration.Framework != Framework.WordPress)
            throw new ProblemException(
                StatusCodes.Status409Conflict, "machineToken.notNeeded", "Only WordPress' plugin needs a machine token.", "Give the address of the site's archive instead.");
        if (NeedsNone(migration))
            throw Ended();
        var shown = await tokens.ShowAsync(migration, cancellationToken);
        // It may have ended, and its token have been revoked, just before this one was made.
        if (await store.FindAsync(id, cancellationToken) is not { } now || NeedsNone(now))
        {
            await tokens.RevokeAsync(id, CancellationToken.None);
            throw Ended();
        }

        await store.AppendLogAsync(id, "The machine token was shown to its owner", cancellationToken);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Answers.Json(shown);
    }

    private static bool NeedsNone(Migration migration) =>
        migration.Phase == MigrationPhase.Completing || (migration.Phase.IsEnded() && migration.Phase != MigrationPhase.Failed);

    private static ProblemException Ended() => new(
        StatusCodes.Status409Conflict, "migration.phase", "The migration has ended and needs no token.", "Begin a new migration.");
}
