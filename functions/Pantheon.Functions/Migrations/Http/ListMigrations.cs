using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Email;
using Pantheon.Functions.Http;
using Pantheon.Functions.Identity;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>GET /api/migrations: the caller's own, newest first.</summary>
public sealed class ListMigrations(IMigrationStore store, SupportLink support)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <summary>200 {items, cursor}; cursor is null on the last page.</summary>
    [Function(nameof(ListMigrations))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/migrations")] HttpRequest request, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var (phaseText, limitText) = (request.Query["phase"].ToString(), request.Query["limit"].ToString());
        MigrationPhase? phase = null;
        if (phaseText.Length > 0 && !TryParse(phaseText, out phase))
            errors["phase"] = [$"There is no phase '{phaseText}'."];
        var limit = DefaultLimit;
        if (limitText.Length > 0 && (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
            errors["limit"] = [$"Give a number between 1 and {MaxLimit}."];
        if (errors.Count > 0)
            return Answers.Problem(StatusCodes.Status400BadRequest, "request.invalid", "The request can't be taken as it is.", "See errors for each field.", errors);

        var page = await store.ListAsync(request.GetUser().Subject, phase, limit, request.Query["cursor"], cancellationToken);
        return Answers.Json(new { items = page.Items.Select(migration => MigrationView.Of(migration, support)), cursor = page.Cursor });
    }

    private static bool TryParse(string text, out MigrationPhase? phase)
    {
        // Enum.TryParse also takes numbers and lists.
        phase = text.All(char.IsAsciiLetter) && Enum.TryParse<MigrationPhase>(text, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
        return phase is not null;
    }
}
