using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Platforms;

/// <summary>GET /api/site-names/{name}: whether a name can be taken.</summary>
public sealed class GetSiteName(IPlatform platform)
{
    /// <summary>200 {name, available, reason}; the reason is null for a name that is free.</summary>
    [Function(nameof(GetSiteName))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/site-names/{name}")] HttpRequest request, string name,
        CancellationToken cancellationToken)
    {
        var reason = SiteName.Check(name)
            ?? (await platform.IsNameTakenAsync(name, cancellationToken) ? $"'{name}' is taken." : null);
        return Answers.Json(new { name, available = reason is null, reason });
    }
}
