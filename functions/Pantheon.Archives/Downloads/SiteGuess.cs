using System.Text;
using System.Text.RegularExpressions;

namespace Pantheon.Archives.Downloads;

/// <summary>Guesses from a site's front page what it is made with. A guess: the site's owner decides.</summary>
public static partial class SiteGuess
{
    private const int MaxBytes = 512 << 10;

    /// <summary>Looks at a site.</summary>
    /// <param name="downloader">Asks public addresses only.</param>
    /// <param name="site">The site's address.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>The framework; null where the page does not tell, or does not answer.</returns>
    public static async Task<Framework?> LookAsync(ArchiveDownloader downloader, Uri site, CancellationToken cancellationToken)
    {
        try
        {
            await using var page = await downloader.OpenAsync(site, cancellationToken);
            var head = new byte[MaxBytes];
            var length = await page.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
            return Of(Encoding.UTF8.GetString(head, 0, length));
        }
        catch (Exception e) when (e is ArchiveException or TransferException)
        {
            return null;
        }
    }

    /// <summary>What a front page's HTML tells.</summary>
    internal static Framework? Of(string html)
    {
        if (Generator().Match(html) is { Success: true } generator)
            return generator.Groups["name"].Value.StartsWith('W') ? Framework.WordPress
                : generator.Groups["version"].Value == "7" ? Framework.Drupal7
                : Framework.DrupalComposer;
        if (html.Contains("/wp-content/", StringComparison.Ordinal) || html.Contains("/wp-includes/", StringComparison.Ordinal))
            return Framework.WordPress;
        if (html.Contains("data-drupal-selector=", StringComparison.Ordinal) || html.Contains("/core/misc/drupal.js", StringComparison.Ordinal))
            return Framework.DrupalComposer;
        return html.Contains("Drupal.settings", StringComparison.Ordinal) ? Framework.Drupal7 : null;
    }

    [GeneratedRegex("""<meta\s[^>]*generator[^>]*content\s*=\s*["'](?<name>WordPress|Drupal)\s*(?<version>\d+)?""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Generator();
}
