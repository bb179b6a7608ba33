using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using Pantheon.Archives;
using Pantheon.Archives.Inspection;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Email;

/// <summary>Writes and sends the emails of a migration. Each is sent once for each thing that happened.</summary>
public sealed class MigrationEmails(IEmailSender sender, IMigrationStore store, SupportLink support, IOptions<AppOptions> app)
{
    /// <summary>Sends an email to the one who is to be told; without an address nothing is sent.</summary>
    public async Task SendAsync(Migration migration, EmailKind kind, CancellationToken cancellationToken)
    {
        if (migration.NotifyEmail is not { } to)
            return;
        var (subject, lines) = await WriteAsync(migration, kind, cancellationToken);
        if (await sender.SendAsync(new EmailMessage(IdOf(migration, kind), to, subject, ToText(lines), ToHtml(subject, lines)), cancellationToken))
            await store.AppendLogAsync(migration.Id, $"Email: {subject}", cancellationToken);
    }

    private static string IdOf(Migration migration, EmailKind kind) => kind switch
    {
        EmailKind.Failed => $"{migration.Id}-failed-{migration.Attempt}",
        EmailKind.Reminder => $"{migration.Id}-reminder-{migration.Attempt}-{migration.Reminders}",
        EmailKind.LinkExpired => $"{migration.Id}-link-{migration.Copy?.Key}-{migration.Progress?.Done}",
        _ => $"{migration.Id}-{kind.ToString().ToLowerInvariant()}",
    };

    private async Task<(string Subject, List<Line> Lines)> WriteAsync(Migration migration, EmailKind kind, CancellationToken cancellationToken) => kind switch
    {
        EmailKind.Started => ($"The migration of {migration.SourceUrl.Host} has begun", Started(migration)),
        EmailKind.Reminder => ($"The migration of {migration.SourceUrl.Host} waits for you", Waiting(migration, "The migration still waits for the archive of your site.")),
        EmailKind.LinkExpired => ($"The migration of {migration.SourceUrl.Host} needs a new link", Waiting(
            migration, "The link to the archive expired while it was copied. What was copied is kept: give a new link to the same file.")),
        EmailKind.Expired => ($"The migration of {migration.SourceUrl.Host} has expired", Waiting(
            migration, "Nobody gave the archive of your site in time, so the migration has ended. Begin a new one whenever you like.")),
        EmailKind.Completed => ($"The migration of {migration.SourceUrl.Host} is complete", await CompletedAsync(migration, cancellationToken)),
        _ => ($"The migration of {migration.SourceUrl.Host} failed: {migration.Failure?.Title}", Failed(migration)),
    };

    private List<Line> Started(Migration migration) =>
    [
        new($"The new site '{migration.SiteName}' is created."),
        new(migration.Framework == Framework.WordPress
            ? "Next: install the Pantheon Migration plugin on the old site and start it there, or give the address of an archive of the site."
            : "Next: make an archive of the old site with `drush ard` and give its address."),
        new("Go on with the migration", PageOf(migration)),
    ];

    private List<Line> Waiting(Migration migration, string what) =>
    [
        new(what),
        new($"Old site: {migration.SourceUrl}"),
        new("Go on with the migration", PageOf(migration)),
    ];

    private async Task<List<Line>> CompletedAsync(Migration migration, CancellationToken cancellationToken)
    {
        var report = await store.GetReportAsync(migration.Id, cancellationToken);
        var isCompared = report.Verification is { Code: not null, Database: not null, Files: not null };
        var lines = new List<Line>
        {
            new($"{migration.SourceUrl} is now the site '{migration.SiteName}'" + (isCompared
                ? ", and everything was verified against the archive."
                : ". The platform says that all was imported; it does not let tables and files be compared, so look the site over.")),
        };
        if (report.Verification?.Code is { } code)
            lines.Add(new($"Code: {Count(code.Files, "file")}, commit {code.Commit}"));
        if (report.Verification?.Database is { } database)
            lines.Add(new($"Database: {Count(database.Tables.Count, "table")}, {Count(database.Tables.Sum(table => table.Rows), "row")}"));
        if (report.Verification?.Files is { } files)
            lines.Add(new($"Files: {Count(files.Count, "file")}, {Count(files.Bytes, "byte")}"));

        foreach (var warning in report.Inspection?.Findings.Where(finding => finding.Severity == Severity.Warning) ?? [])
            lines.Add(new($"Note: {warning.Title}. {warning.Detail}{(warning.Path is null ? string.Empty : $" ({warning.Path})")}"));
        if (migration.Site is { } site)
            lines.Add(new("Visit the Site Dashboard", site.DashboardUrl));
        return lines;
    }

    private List<Line> Failed(Migration migration) =>
    [
        new(migration.Failure?.Title ?? "The migration failed"),
        new(migration.Failure?.Detail ?? string.Empty),
        new($"Old site: {migration.SourceUrl}"),
        new("Try again, or give another archive", PageOf(migration)),
        new("Contact Support", support.For(migration)),
    ];

    private string PageOf(Migration migration) => $"{app.Value.LinkBase}/#/migrations/{migration.Id}";

    private static string Count(long number, string what) => number.ToString("N0", CultureInfo.InvariantCulture) + (number == 1 ? $" {what}" : $" {what}s");

    private static string ToText(List<Line> lines) =>
        string.Join("\n\n", lines.Select(line => line.Link is null ? line.Text : $"{line.Text}:\n{line.Link}")) + "\n";

    private static string ToHtml(string subject, List<Line> lines)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
            .Append(WebUtility.HtmlEncode(subject)).Append("</title></head><body>");
        foreach (var (text, link) in lines)
        {
            var encoded = WebUtility.HtmlEncode(text);
            html.Append("<p>").Append(link is null ? encoded : $"<a href=\"{WebUtility.HtmlEncode(link)}\">{encoded}</a>").Append("</p>");
        }

        return html.Append("</body></html>").ToString();
    }

    private sealed record Line(string Text, string? Link = null);
}
