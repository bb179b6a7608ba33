using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Identity;

/// <summary>GET /signin?key=...: signs a browser in by the link that the service printed.</summary>
public sealed class SignIn(ISignInMode mode, LocalKey key, Sessions sessions)
{
    /// <summary>302 to the dashboard with the cookie, or 401; 404 in other modes.</summary>
    [Function(nameof(SignIn)), PublicEndpoint]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "signin")] HttpRequest request)
    {
        if (mode is not LocalKeyMode local)
            return Answers.NotFound("page");
        if (!key.Matches(request.Query["key"].ToString()))
            return Answers.Problem(
                StatusCodes.Status401Unauthorized, "unauthenticated", "The sign-in link is not valid.",
                "Use the link that the service printed when it started; its key is in the data directory's local.key.");
        sessions.Begin(request.HttpContext, local.Whoever());
        return Results.Redirect("/");
    }
}
