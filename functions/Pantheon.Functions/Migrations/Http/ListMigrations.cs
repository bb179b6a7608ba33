using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Email;
using Pantheon.Functions.Http;
using Pantheon.Functions.Identity;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>GET /api/migrations: the caller's own, or those of an organization that the caller administers; newest first.</summary>
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
        var (user, organization) = (request.GetUser(), request.Query["organization"].ToString());
        if (organization.Length > 0 && !user.IsAdminOf(organization))
            errors["organization"] = ["You don't administer this organization."];
        if (errors.Count > 0)
            return Answers.Problem(StatusCodes.Status400BadRequest, "request.invalid", "The request can't be taken as it is.", "See errors for each field.", errors);

        var query = new MigrationQuery
        {
            Owner = organization.Length > 0 ? null : user.Subject,
            Organization = organization.Length > 0 ? organization : null,
            Phase = phase,
            Text = request.Query["q"].ToString() is { Length: > 0 } text ? text : null,
            Limit = limit,
            Cursor = request.Query["cursor"],
        };
        var page = await store.ListAsync(query, cancellationToken);
        return Answers.Json(new { items = page.Items.Select(migration => MigrationView.Of(migration, support)), cursor = page.Cursor });
    }

    private static bool TryParse(string text, out MigrationPhase? phase)
    {
        // Enum.TryParse also takes numbers and lists.
        phase = text.All(char.IsAsciiLetter) && Enum.TryParse<MigrationPhase>(text, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
        return phase is not null;
    }
}
