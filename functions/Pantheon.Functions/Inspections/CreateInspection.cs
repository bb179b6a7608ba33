using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pantheon.Archives.Downloads;
using Pantheon.Functions.Http;
using Pantheon.Functions.Identity;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Migrations.Http;

namespace Pantheon.Functions.Inspections;

/// <summary>POST /api/inspections: a dry run. The archive is copied, inspected and deleted again; nothing else is touched.</summary>
public sealed class CreateInspection(IMigrationStore store, MigrationStarter starter, TimeProvider time)
{
    /// <summary>202 with the inspection and its Location; 400.</summary>
    [Function(nameof(CreateInspection))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/inspections")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<Body>(request, cancellationToken);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (ArchiveUrl.TryParse(JsonBody.TextOf(body.Url), out var url) is { } wrong)
            errors["url"] = [wrong];
        var framework = NewMigration.FrameworkOf(JsonBody.TextOf(body.Framework));
        var isAny = body.Framework.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
        if (framework is null && !isAny)
            errors["framework"] = ["Give one of wordpress, drupal7 and drupalComposer, or none."];
        if (errors.Count > 0)
            return Answers.Problem(
                StatusCodes.Status400BadRequest, "request.invalid", "The request can't be taken as it is.", "See errors for each field.", errors);

        var now = time.GetUtcNow();
        var inspection = await store.CreateAsync(
            new Migration
            {
                Id = MigrationId.Create(),
                IsDryRun = true,
                TakesAnyFramework = isAny,
                Owner = request.GetUser().Subject,
                SourceUrl = new Uri(url!.GetLeftPart(UriPartial.Path)),
                Framework = framework ?? default,
                SiteName = string.Empty,
                Source = new ArchiveSource(url, null, now),
                Phase = MigrationPhase.Copying,
                MovedAt = now,
                CreatedAt = now,
                UpdatedAt = now,
            },
            null, cancellationToken);
        // Where the process dies here, the sweep starts it.
        await starter.StartAsync(client, inspection, cancellationToken);
        request.HttpContext.Response.Headers.Location = $"/api/inspections/{inspection.Id}";
        return Answers.Json(InspectionView.Of(inspection, null), StatusCodes.Status202Accepted);
    }

    internal sealed record Body(JsonElement Url, JsonElement Framework);
}
