using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Platforms;

/// <summary>GET /api/organizations: those that a site can be created in.</summary>
public sealed class ListOrganizations(IPlatform platform)
{
    /// <summary>200 {items: [{id, name}]}.</summary>
    [Function(nameof(ListOrganizations))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/organizations")] HttpRequest request, CancellationToken cancellationToken) =>
        Answers.Json(new { items = await platform.ListOrganizationsAsync(cancellationToken) });
}
