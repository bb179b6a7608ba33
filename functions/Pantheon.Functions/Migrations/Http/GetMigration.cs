using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Email;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>GET /api/migrations/{id}.</summary>
public sealed class GetMigration(OwnMigrations migrations, SupportLink support)
{
    /// <summary>200 with an ETag, 304 where If-None-Match has it, 404.</summary>
    [Function(nameof(GetMigration))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/migrations/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (await migrations.FindAsync(request, id, cancellationToken) is not { } migration)
            return Answers.NotFound();
        var etag = MigrationView.ETagOf(migration);
        request.HttpContext.Response.Headers.ETag = etag;
        return request.Headers.IfNoneMatch.ToString().Split(',').Any(tag => tag.Trim() is var t && (t == etag || t == $"W/{etag}" || t == "*"))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Answers.Json(MigrationView.Of(migration, support));
    }
}
