namespace Pantheon.Functions.Migrations;

/// <summary>The new site on the platform.</summary>
/// <param name="Id">The platform's id.</param>
/// <param name="DashboardUrl">Where its owner manages it.</param>
/// <param name="Url">Where it is served; null where it is not yet.</param>
public sealed record MigratedSite(string Id, string DashboardUrl, string? Url);
