using Microsoft.AspNetCore.Http;
using Pantheon.Archives.Downloads;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Platforms;

/// <summary>GET /api/source-sites?url=...: what the old site seems to be made with, for the wizard.</summary>
public sealed class GuessFramework(ArchiveDownloader downloader, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>200 {url, framework}, framework null where the site does not tell; 400.</summary>
    [Function(nameof(GuessFramework))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/source-sites")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (ArchiveUrl.TryParse(request.Query["url"], out var url) is { } wrong)
            return Answers.Problem(
                StatusCodes.Status400BadRequest, "request.invalid", "The request can't be taken as it is.", "See errors for each field.",
                new Dictionary<string, string[]> { ["url"] = [wrong.Replace("archive", "site", StringComparison.Ordinal)] });
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return Answers.Json(new { url, framework = await SiteGuess.LookAsync(downloader, url!, either.Token) });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Answers.Json(new { url, framework = (Pantheon.Archives.Framework?)null });
        }
    }
}
