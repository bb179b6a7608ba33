using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>GET /api/migrations/{id}/report.</summary>
public sealed class GetReport(OwnMigrations migrations, IMigrationStore store)
{
    /// <summary>200 {inspection, verification}, each null before its step; 404.</summary>
    [Function(nameof(GetReport))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/migrations/{id}/report")] HttpRequest request, string id,
        CancellationToken cancellationToken) => await migrations.FindAsync(request, id, cancellationToken) is null
            ? Answers.NotFound()
            : Answers.Json(await store.GetReportAsync(id, cancellationToken));
}
