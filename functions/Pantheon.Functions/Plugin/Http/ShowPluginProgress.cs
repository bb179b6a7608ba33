using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Plugin.Http;

/// <summary>GET /home/migrate/{ticket}: how far the migration is, for the browser that sent the plugin's form.</summary>
public sealed class ShowPluginProgress(FormTicket tickets, IMigrationStore store)
{
    /// <summary>200 text/html that comes again until the migration has ended; 404.</summary>
    [Function(nameof(ShowPluginProgress)), PublicEndpoint]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "home/migrate/{ticket}")] HttpRequest request, string ticket, CancellationToken cancellationToken)
    {
        if (tickets.Read(ticket) is not { } id || await store.FindAsync(id, cancellationToken) is not { } migration)
            return HtmlPage.Of("This page has ended", "<p>The dashboard says where your migration stands.</p>", StatusCodes.Status404NotFound);
        var progress = migration.Progress is { } p and ({ Done: > 0 } or { Total: not null })
            ? $"<p>{Number(p.Done)}{(p.Total is { } total ? $" of {Number(total)}" : string.Empty)} {HtmlPage.Text(p.Unit)}</p>"
            : string.Empty;
        var failure = migration is { Phase: MigrationPhase.Failed, Failure: { } f } ? $"<p><strong>{HtmlPage.Text(f.Title)}</strong><br>{HtmlPage.Text(f.Detail)}</p>" : string.Empty;
        return HtmlPage.Of(
            $"{migration.SiteName}: {PhaseWords.Of(migration)}",
            $"{progress}{failure}<p>Old site: {HtmlPage.Text(migration.SourceUrl.AbsoluteUri)}</p><p><a href=\"/\">Go to the dashboard</a></p>",
            next: migration.Phase.IsEnded() ? null : request.Path.Value);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
