namespace Pantheon.Archives.Downloads;

/// <summary>The address of an archive as a site's owner gives it.</summary>
public static class ArchiveUrl
{
    /// <summary>Checks an address and turns share links into direct ones.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="url">The address to download from.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? TryParse(string? text, out Uri? url)
    {
        url = null;
        if (string.IsNullOrWhiteSpace(text))
            return "Give the address of the archive.";
        if (text.Length > 4096)
            return "The address is longer than 4,096 characters.";
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var given) || given.Scheme is not ("http" or "https") || given.Host.Length == 0)
            return "The address must begin with http:// or https://.";
        if (given.UserInfo.Length > 0)
            return "The address must not hold a user name or password.";
        url = ShareLinks.ToDirect(given);
        return null;
    }

    /// <summary>The address without its query, which may hold a key: what may be shown and logged.</summary>
    public static string Redact(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        + (url.Query.Length > 0 ? "?…" : string.Empty);
}
