using System.Net;
using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Dashboard;

/// <summary>GET /: says what runs here and where to go on.</summary>
public static class GetHome
{
    /// <summary>200 text/html. The route is one that both hosts serve as the root.</summary>
    [Function(nameof(GetHome)), Http.PublicEndpoint]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request)
    {
        var url = WebUtility.HtmlEncode($"{request.Scheme}://{request.Host}");
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pantheon.Functions</title></head>
            <body>
            <main>
            <h1>Pantheon.Functions</h1>
            <p>Guided migration of WordPress and Drupal sites. The service is running at {url}.</p>
            <ul>
            <li><a href="/api/migrations">Your migrations</a> (JSON; sign in with the link that the service printed when it started)</li>
            <li><a href="/openapi.json">The API</a></li>
            <li><a href="/healthz">Health</a></li>
            </ul>
            </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8");
    }
}
