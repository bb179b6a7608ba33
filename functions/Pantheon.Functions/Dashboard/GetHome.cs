using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Dashboard;

/// <summary>GET /: the dashboard.</summary>
public static class GetHome
{
    /// <summary>200 text/html, 304. The route is one that both hosts serve as the root.</summary>
    [Function(nameof(GetHome)), Http.PublicEndpoint]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        DashboardAssets.Send(request, "index.html");
}
