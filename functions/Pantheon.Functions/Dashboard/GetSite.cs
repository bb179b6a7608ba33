using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Http;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Platforms.Local;

namespace Pantheon.Functions.Dashboard;

/// <summary>GET /sites/{name}: where a site of the local platform is and how to run it.</summary>
public sealed class GetSite(IOptions<AppOptions> app, IOptions<PlatformOptions> platform)
{
    /// <summary>200 text/html, 404.</summary>
    [Function(nameof(GetSite))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sites/{name}")] HttpRequest request, string name)
    {
        if (SiteName.Check(name) is not null || LocalSite.Find(app.Value, name) is not { } site)
            return Answers.NotFound("site");
        static string Html(string text) => WebUtility.HtmlEncode(text);
        var database = platform.Value.Local.MySql.Length > 0
            ? $"database <code>{Html(site.DatabaseName)}</code> on the configured server"
            : $"dump <code>{Html(site.Dump(app.Value))}</code>";
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Html(site.Name)}</title></head>
            <body>
            <main>
            <h1>{Html(site.Name)}</h1>
            <ul>
            <li>Code: <code>git clone {Html(site.Repository(app.Value))}</code></li>
            <li>Files: <code>{Html(site.Files(app.Value))}</code></li>
            <li>Database: {database}</li>
            <li>What was kept out of the code: <code>{Html(site.Private(app.Value))}</code></li>
            </ul>
            <p>The code reads DB_NAME, DB_USER, DB_PASSWORD, DB_HOST and DB_PORT from the environment.</p>
            </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8");
    }
}
