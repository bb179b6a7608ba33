using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Migrations.Http;

namespace Pantheon.Functions.Plugin.Http;

/// <summary>DELETE /api/migrations/{id}/machine-token: makes the token worthless.</summary>
public sealed class RevokeMachineToken(OwnMigrations migrations, MachineTokens tokens, IMigrationStore store)
{
    /// <summary>204, also where there was none; 404.</summary>
    [Function(nameof(RevokeMachineToken))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/migrations/{id}/machine-token")] HttpRequest request, string id,
        CancellationToken cancellationToken)
    {
        if (await migrations.FindAsync(request, id, cancellationToken) is null)
            return Answers.NotFound();
        if (await tokens.RevokeAsync(id, cancellationToken))
            await store.AppendLogAsync(id, "The machine token was revoked as asked", cancellationToken);
        return Results.NoContent();
    }
}
