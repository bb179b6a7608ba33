using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Identity;

/// <summary>POST /signout: signs a browser out.</summary>
public static class EndSession
{
    /// <summary>204 without the cookie.</summary>
    [Function(nameof(EndSession))]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signout")] HttpRequest request)
    {
        Sessions.End(request.HttpContext);
        return Results.NoContent();
    }
}
