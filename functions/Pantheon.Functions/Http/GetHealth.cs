using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Http;

/// <summary>GET /healthz: whether the service answers.</summary>
public static class GetHealth
{
    /// <summary>200 {status: "ok"}.</summary>
    [Function(nameof(GetHealth)), PublicEndpoint]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz")] HttpRequest request) =>
        Answers.Json(new { status = "ok" });
}
