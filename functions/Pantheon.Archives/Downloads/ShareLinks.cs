using System.Text.RegularExpressions;

namespace Pantheon.Archives.Downloads;

/// <summary>Turns links to a page about a file into links to the file.</summary>
public static partial class ShareLinks
{
    /// <summary>The direct link; the same where it is none of a known service.</summary>
    public static Uri ToDirect(Uri link)
    {
        ArgumentNullException.ThrowIfNull(link);
        var host = link.Host.ToLowerInvariant();
        return host switch
        {
            "www.dropbox.com" or "dropbox.com" => WithQuery(link, "dl", "1"),
            "drive.google.com" when GoogleDriveFile().Match(link.AbsoluteUri) is { Success: true } file =>
                new Uri($"https://drive.usercontent.google.com/download?id={file.Groups["id"].Value}&export=download&confirm=t"),
            "1drv.ms" or "onedrive.live.com" => WithQuery(link, "download", "1"),
            _ when host.EndsWith(".sharepoint.com", StringComparison.Ordinal) => WithQuery(link, "download", "1"),
            _ when (host == "app.box.com" || host.EndsWith(".app.box.com", StringComparison.Ordinal)) && BoxShare().Match(link.AbsolutePath) is { Success: true } share =>
                new Uri($"{link.Scheme}://{link.Host}/shared/static/{share.Groups["id"].Value}"),
            // A file of a repository, behind a page about it. Files of releases are direct already.
            "github.com" when GitHubPage().IsMatch(link.AbsolutePath) =>
                new UriBuilder(link) { Path = GitHubPage().Replace(link.AbsolutePath, "${repository}/raw/"), Query = string.Empty, Port = -1 }.Uri,
            _ => link,
        };
    }

    private static Uri WithQuery(Uri link, string key, string value)
    {
        var pairs = link.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !pair.StartsWith(key + "=", StringComparison.OrdinalIgnoreCase) && pair != key)
            .Append($"{key}={value}");
        return new UriBuilder(link) { Query = string.Join('&', pairs), Port = link.IsDefaultPort ? -1 : link.Port }.Uri;
    }

    [GeneratedRegex("""(?:/file/d/|[?&]id=)(?<id>[\w-]{10,})""", RegexOptions.None, 1000)]
    private static partial Regex GoogleDriveFile();

    [GeneratedRegex("""^(?<repository>/[^/]+/[^/]+)/blob/""", RegexOptions.None, 1000)]
    private static partial Regex GitHubPage();

    [GeneratedRegex("""^/s/(?<id>\w{10,})""", RegexOptions.None, 1000)]
    private static partial Regex BoxShare();
}
