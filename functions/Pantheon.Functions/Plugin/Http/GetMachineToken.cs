using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;
using Pantheon.Functions.Migrations.Http;

namespace Pantheon.Functions.Plugin.Http;

/// <summary>GET /api/migrations/{id}/machine-token: whether there is a token, and how it is used; never the token.</summary>
public sealed class GetMachineToken(OwnMigrations migrations, IMachineTokenStore store, TimeProvider time)
{
    /// <summary>200 {state: none, sealed or shown; expiresAt, lastUsedAt, lastUsedFrom, uses}; 404.</summary>
    [Function(nameof(GetMachineToken))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/migrations/{id}/machine-token")] HttpRequest request, string id,
        CancellationToken cancellationToken)
    {
        if (await migrations.FindAsync(request, id, cancellationToken) is null)
            return Answers.NotFound();
        var token = await store.FindAsync(id, cancellationToken) is { } found && found.ExpiresAt > time.GetUtcNow() ? found : null;
        return Answers.Json(new
        {
            State = token is null ? "none" : token.Sealed is null ? "shown" : "sealed",
            token?.ExpiresAt,
            token?.LastUsedAt,
            token?.LastUsedFrom,
            Uses = token?.Uses ?? 0,
        });
    }
}
