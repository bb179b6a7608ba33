using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>GET /api/migrations/{id}/log: what happened, when, in words; for the owner and the support.</summary>
public sealed class GetLog(OwnMigrations migrations, IMigrationStore store)
{
    /// <summary>200 text/plain, a line a thing; 404.</summary>
    [Function(nameof(GetLog))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/migrations/{id}/log")] HttpRequest request, string id,
        CancellationToken cancellationToken)
    {
        if (await migrations.FindAsync(request, id, cancellationToken) is not { } migration)
            return Answers.NotFound();
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Migration {migration.Id} of {migration.SourceUrl} to {migration.SiteName} ({migration.Framework})\n\n");
        foreach (var line in await store.GetLogAsync(id, cancellationToken))
            text.Append(CultureInfo.InvariantCulture, $"{line.At:yyyy-MM-dd HH:mm:ss}Z  {line.Text.ReplaceLineEndings(" ")}\n");
        return Results.Text(text.ToString(), "text/plain", Encoding.UTF8);
    }
}
