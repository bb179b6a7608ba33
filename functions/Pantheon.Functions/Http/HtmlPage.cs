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
    /// <param name="next">Where the page looks every few seconds for what takes its place; null for nowhere.</param>
    internal static IResult Of(string title, string body, int status = StatusCodes.Status200OK, string? next = null) => Results.Content(
        $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        <title>{Text(title)}</title><link rel="icon" href="/dashboard/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/dashboard/style.css">
        {(next is null ? string.Empty : "<script type=\"module\" src=\"/dashboard/follow.js\"></script>")}</head>
        <body class="plain">
        <header><a class="brand" href="/"><img src="/dashboard/icon.svg" alt="" width="24" height="24"> <span>Site migrations</span></a></header>
        <main{(next is null ? string.Empty : $" aria-live=\"polite\" data-next=\"{Text(next)}\"")}>
        <h1>{Text(title)}</h1>
        {body}
        {(next is null ? string.Empty : $"<noscript><p><a href=\"{Text(next)}\">See how far it is</a></p></noscript>")}
        </main>
        </body>
        </html>
        """,
        "text/html; charset=utf-8", statusCode: status);

    /// <summary>Text for HTML.</summary>
    internal static string Text(string text) => WebUtility.HtmlEncode(text);
}
