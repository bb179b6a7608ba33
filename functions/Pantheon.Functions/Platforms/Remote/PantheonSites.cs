using System.Text.Json;
using Pantheon.Archives;

namespace Pantheon.Functions.Platforms.Remote;

/// <summary>Pantheon's sites and organizations.</summary>
public sealed class PantheonSites(PantheonApi api)
{
    private const int PageSize = 100;

    /// <summary>The id of a site's name; null where the name is free.</summary>
    internal async Task<string?> FindIdAsync(string name, CancellationToken cancellationToken, bool isPatient = true) =>
        await api.GetAsync($"site-names/{Uri.EscapeDataString(name)}", cancellationToken, isPatient) is { } site ? Text(site, "id") ?? throw PantheonApi.Unreadable("a site") : null;

    /// <summary>Whether a site belongs to the service's account.</summary>
    internal async Task<bool> IsOursAsync(string siteId, CancellationToken cancellationToken) =>
        await SiteAsync(siteId, cancellationToken) is { } site && Text(site, "owner") == await api.GetUserIdAsync(cancellationToken);

    /// <summary>A site's framework in the platform's words; null where it tells none.</summary>
    internal async Task<string?> FindFrameworkAsync(string siteId, CancellationToken cancellationToken) =>
        await SiteAsync(siteId, cancellationToken) is { } site ? Text(site, "framework") : null;

    /// <summary>Whether the code of a site's dev environment is changed by git, not on the server.</summary>
    internal async Task<bool> IsInGitModeAsync(string siteId, CancellationToken cancellationToken)
    {
        var environments = await api.GetAsync($"sites/{siteId}/environments", cancellationToken) ?? throw PantheonApi.Unreadable("environments");
        return Child(Child(environments, "dev"), "on_server_development") is not { ValueKind: JsonValueKind.True or JsonValueKind.Number };
    }

    /// <summary>Begins to create a site. That it is about to is kept first: the answer may be lost.</summary>
    internal async Task BeginCreationAsync(SiteRequest request, PlatformWork work, CancellationToken cancellationToken)
    {
        await work.KeepAsync("creating");
        var parameters = new Dictionary<string, string> { ["label"] = request.Name, ["site_name"] = request.Name };
        if (request.Organization is { } organization)
            parameters["organization_id"] = organization;
        var userId = await api.GetUserIdAsync(cancellationToken);
        var workflow = await api.BeginAsync($"users/{userId}/workflows", "create_site_for_migration", parameters, cancellationToken);
        await work.KeepAsync($"created:{workflow.Id}");
    }

    /// <summary>Begins to put the framework's upstream into a new site.</summary>
    internal async Task BeginDeploymentAsync(string siteId, Framework framework, PlatformWork work, CancellationToken cancellationToken)
    {
        var workflow = await api.BeginAsync($"sites/{siteId}/workflows", "deploy_product", new { product_id = UpstreamOf(framework) }, cancellationToken);
        await work.KeepAsync($"deployed:{siteId}:{workflow.Id}");
    }

    /// <summary>The organizations that the account is in.</summary>
    internal async Task<IReadOnlyList<Organization>> ListOrganizationsAsync(CancellationToken cancellationToken)
    {
        var userId = await api.GetUserIdAsync(cancellationToken);
        var (organizations, start) = (new List<Organization>(), string.Empty);
        while (true)
        {
            var page = await api.GetAsync($"users/{userId}/memberships/organizations?limit={PageSize}{start}", cancellationToken, isPatient: false);
            if (page is not { ValueKind: JsonValueKind.Array } memberships)
                throw PantheonApi.Unreadable("organizations");
            foreach (var membership in memberships.EnumerateArray())
            {
                if (Text(membership, "organization_id") is { } id)
                    organizations.Add(new(id, Text(Child(Child(membership, "organization"), "profile"), "name") ?? id));
            }

            if (memberships.GetArrayLength() < PageSize || Text(memberships[PageSize - 1], "id") is not { } last)
                return organizations;
            start = $"&start={Uri.EscapeDataString(last)}";
        }
    }

    private Task<JsonElement?> SiteAsync(string siteId, CancellationToken cancellationToken) => api.GetAsync($"sites/{siteId}?site_state=true", cancellationToken);

    // Source: the platform's public upstreams.
    private static string UpstreamOf(Framework framework) => framework switch
    {
        Framework.WordPress => "e8fe8550-1ab9-4964-8838-2b9abdccf4bf",
        Framework.Drupal7 => "21e1fada-199c-492b-97bd-0b36b53a9da0",
        _ => "bde48795-b16d-443f-af01-8b1790caa1af",
    };

    private static JsonElement Child(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var child) ? child : default;

    private static string? Text(JsonElement json, string name) => Child(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
