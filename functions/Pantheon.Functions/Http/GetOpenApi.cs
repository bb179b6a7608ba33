using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Http;

/// <summary>GET /openapi.json: the API's description.</summary>
public static class GetOpenApi
{
    /// <summary>200 OpenAPI 3.1.</summary>
    [Function(nameof(GetOpenApi)), PublicEndpoint]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        Results.Stream(typeof(GetOpenApi).Assembly.GetManifestResourceStream("openapi.json")!, "application/json");
}
