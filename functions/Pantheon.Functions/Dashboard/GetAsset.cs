using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Dashboard;

/// <summary>GET /dashboard/{path}: the dashboard's scripts, style and pictures. They hold nothing of anybody.</summary>
public static class GetAsset
{
    /// <summary>200 with an ETag, 304, 404.</summary>
    [Function(nameof(GetAsset)), Http.PublicEndpoint]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard/{*path}")] HttpRequest request, string path) =>
        DashboardAssets.Send(request, path ?? string.Empty);
}
