using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Http;
using Pantheon.Functions.Imports;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Migrations.Http;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Platforms.Local;

namespace Pantheon.Functions.Dashboard;

/// <summary>GET /sites/{name}: what a site of the local platform holds, where it is and how to run it.</summary>
public sealed class GetSite(OwnMigrations migrations, IMigrationStore store, IOptions<AppOptions> app, IOptions<PlatformOptions> platform)
{
    /// <summary>200 text/html, 404.</summary>
    [Function(nameof(GetSite))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sites/{name}")] HttpRequest request, string name, CancellationToken cancellationToken)
    {
        if (SiteName.Check(name) is not null || LocalSite.Find(app.Value, name) is not { } site
            || await migrations.FindAsync(request, site.MigrationId, cancellationToken) is null)
            return Answers.NotFound("site");
        var verified = (await store.GetReportAsync(site.MigrationId, cancellationToken)).Verification;
        return HtmlPage.Of(site.Name, $"""
            <p><a href="/#/migrations/{site.MigrationId}">Its migration</a></p>
            <section class="card"><h2>What it holds</h2>{(verified is { Code: { } code, Database: { } database, Files: { } files } ? Contents(code, database, files) : "<p>Nothing was imported yet.</p>")}</section>
            <section class="card"><h2>Where it is</h2>
            <dl>
            <dt>Code</dt><dd><code>{HtmlPage.Text(site.Repository(app.Value))}</code>, a bare git repository</dd>
            <dt>Files</dt><dd><code>{HtmlPage.Text(site.Files(app.Value))}</code></dd>
            <dt>Database</dt><dd>{Database(site)}</dd>
            <dt>Kept out of the code</dt><dd><code>{HtmlPage.Text(site.Private(app.Value))}</code>: settings of the old site, which may hold its passwords</dd>
            </dl></section>
            <section class="card"><h2>How to run it</h2>
            <p>The code reads DB_NAME, DB_USER, DB_PASSWORD, DB_HOST and DB_PORT from the environment.</p>
            <pre>{HtmlPage.Text(Commands(site))}</pre></section>
            """);
    }

    private static string Contents(VerifiedCode code, VerifiedDatabase database, VerifiedFiles files)
    {
        static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
        var rows = string.Concat(database.Tables.Select(table =>
            $"<tr><th scope=\"row\">{HtmlPage.Text(table.Name)}</th><td class=\"number\">{Number(table.Rows)}</td></tr>"));
        return $"""
            <dl>
            <dt>Commit</dt><dd><code>{HtmlPage.Text(code.Commit)}</code></dd>
            <dt>Code</dt><dd>{Number(code.Files)} files</dd>
            <dt>Files</dt><dd>{Number(files.Count)} files, {Number(files.Bytes)} bytes</dd>
            <dt>Database</dt><dd>{Number(database.Tables.Count)} tables, {Number(database.Tables.Sum(table => table.Rows))} rows</dd>
            </dl>
            <details><summary>Tables</summary><table><thead><tr><th scope="col">Table</th><th scope="col" class="number">Rows</th></tr></thead><tbody>{rows}</tbody></table></details>
            """;
    }

    private bool HasServer => platform.Value.Local.MySql.Length > 0;

    private string Database(LocalSite site) => HasServer
        ? $"<code>{HtmlPage.Text(site.DatabaseName)}</code> on the configured server"
        : $"<code>{HtmlPage.Text(site.Dump(app.Value))}</code>, a checked dump";

    private string Commands(LocalSite site)
    {
        var files = site.Framework == Pantheon.Archives.Framework.WordPress ? "wp-content/uploads" : "sites/default/files";
        var database = HasServer ? site.DatabaseName : "my_database";
        var load = HasServer ? string.Empty : $"zcat {site.Dump(app.Value)} | mariadb {database}\n";
        return $"""
            git clone {site.Repository(app.Value)} {site.Name} && cd {site.Name}
            ln -s {site.Files(app.Value)} {files}
            {load}DB_NAME={database} DB_USER=... DB_PASSWORD=... DB_HOST=127.0.0.1 php -S 127.0.0.1:8080
            """;
    }
}
