using Pantheon.Archives;
using Pantheon.Functions.Email;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>A migration as the API shows it. What is not known yet is null.</summary>
internal sealed record MigrationView(
    string Id, string SourceUrl, Framework Framework, string SiteName, string? Organization, MigrationPhase Phase, int Attempt,
    MigrationProgress? Progress, MigratedSite? Site, string? PluginInstallUrl, CopiedArchive? Archive, MigrationView.FailureView? Failure,
    DateTimeOffset? RetryAt, bool AwaitsNewLink, string? NotifyEmail, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? CompletedAt)
{
    internal static MigrationView Of(Migration m, SupportLink support) => new(
        m.Id, m.SourceUrl.AbsoluteUri, m.Framework, m.SiteName, m.Organization, m.Phase, m.Attempt, m.Progress, m.Site, PluginUrl(m), m.Archive,
        m.Failure is { } failure ? new(failure.Code, failure.Title, failure.Detail, failure.Retryable, support.For(m)) : null,
        m.RetryAt, m.Phase.IsWaiting() && m.Source is null && m.Copy is not null, m.NotifyEmail, m.CreatedAt, m.UpdatedAt, m.CompletedAt);

    /// <summary>The version of what is shown, for If-None-Match.</summary>
    internal static string ETagOf(Migration migration) => $"\"{migration.Version}\"";

    // The page of the old site that installs the plugin, also where WordPress lives in a folder.
    private static string? PluginUrl(Migration m) => m.Framework != Framework.WordPress
        ? null
        : $"{m.SourceUrl.GetLeftPart(UriPartial.Path).TrimEnd('/')}/wp-admin/plugin-install.php?s=bv-pantheon-migration&tab=search&type=term";

    internal sealed record FailureView(string Code, string Title, string Detail, bool Retryable, string SupportUrl);
}
