using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Pantheon.Archives.Downloads;

/// <summary>A web page where an archive should be.</summary>
internal static partial class WebPage
{
    /// <summary>Bytes in which a page's title is looked for.</summary>
    internal const int HeadLength = 16 * 1024;

    private const int MaxTitle = 80;

    /// <summary>The page's title, as <c> ("Title")</c>; empty where it has none.</summary>
    internal static string TitleOf(ReadOnlySpan<byte> head)
    {
        var title = Title().Match(Encoding.UTF8.GetString(head)).Groups["title"].Value;
        title = Blanks().Replace(WebUtility.HtmlDecode(title), " ").Trim();
        return title.Length switch
        {
            0 => string.Empty,
            > MaxTitle => $" (\"{title[..MaxTitle]}…\")",
            _ => $" (\"{title}\")",
        };
    }

    [GeneratedRegex("<title[^>]*>(?<title>[^<]*)</title", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Title();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
