using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Identity;

/// <summary>POST /signout: signs a browser out.</summary>
public sealed class EndSession(Sessions sessions)
{
    /// <summary>204 without the cookie.</summary>
    [Function(nameof(EndSession))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signout")] HttpRequest request)
    {
        sessions.End(request.HttpContext);
        return Results.NoContent();
    }
}
