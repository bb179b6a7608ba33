using System.Net;
using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Http;

/// <summary>Pages that the server writes: those outside the dashboard, for people who come from elsewhere.</summary>
internal static class HtmlPage
{
    /// <summary>A page.</summary>
    /// <param name="title">Its title and heading.</param>
    /// <param name="body">Its content, encoded already.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="next">Where the page goes after a few seconds; null for nowhere.</param>
    internal static IResult Of(string title, string body, int status = StatusCodes.Status200OK, string? next = null) => Results.Content(
        $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{(next is null ? string.Empty : $"<meta http-equiv=\"refresh\" content=\"5;url={Text(next)}\">")}
        <title>{Text(title)}</title><link rel="stylesheet" href="/dashboard/style.css"></head>
        <body class="plain">
        <main>
        <h1>{Text(title)}</h1>
        {body}
        </main>
        </body>
        </html>
        """,
        "text/html; charset=utf-8", statusCode: status);

    /// <summary>Text for HTML.</summary>
    internal static string Text(string text) => WebUtility.HtmlEncode(text);
}
