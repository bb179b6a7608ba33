using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;
using Pantheon.Functions.Identity;

namespace Pantheon.Functions.Platforms;

/// <summary>GET /api/organizations: those that the caller can create a site in.</summary>
public sealed class ListOrganizations(IPlatform platform)
{
    /// <summary>200 {items: [{id, name}]}.</summary>
    [Function(nameof(ListOrganizations))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/organizations")] HttpRequest request, CancellationToken cancellationToken)
    {
        var user = request.GetUser();
        var all = await platform.ListOrganizationsAsync(cancellationToken);
        return Answers.Json(new { items = all.Where(organization => user.IsMemberOf(organization.Id)) });
    }
}
