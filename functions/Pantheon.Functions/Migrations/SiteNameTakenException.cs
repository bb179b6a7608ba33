namespace Pantheon.Functions.Migrations;

/// <summary>Another migration is creating a site of this name.</summary>
public sealed class SiteNameTakenException(string siteName) : Exception($"The site name '{siteName}' is taken.")
{
    /// <summary>The name.</summary>
    public string SiteName { get; } = siteName;
}
