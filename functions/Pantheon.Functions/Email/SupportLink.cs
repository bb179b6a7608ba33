using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Email;

/// <summary>The support's page, filled in with what the support asks for.</summary>
public sealed class SupportLink(IOptions<EmailOptions> options)
{
    /// <summary>The link for a migration.</summary>
    public string For(Migration migration) => QueryHelpers.AddQueryString(options.Value.SupportUrl, new Dictionary<string, string?>
    {
        ["site"] = migration.Site?.DashboardUrl ?? migration.SiteName,
        ["source"] = migration.SourceUrl.AbsoluteUri,
        ["migration"] = migration.Id,
        ["code"] = migration.Failure?.Code,
    });
}
