using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Migrations.Http;

namespace Pantheon.Functions.Inspections;

/// <summary>GET /api/inspections/{id}: how far a dry run is, and what it found.</summary>
public sealed class GetInspection(OwnMigrations migrations, IMigrationStore store)
{
    /// <summary>200 {id, url, phase, progress, archive, failure, inspection, createdAt, completedAt}; 404.</summary>
    [Function(nameof(GetInspection))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/inspections/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        await migrations.FindAsync(request, id, cancellationToken, isDryRun: true) is { } inspection
            ? Answers.Json(InspectionView.Of(inspection, (await store.GetReportAsync(id, cancellationToken)).Inspection))
            : Answers.NotFound("inspection");
}
