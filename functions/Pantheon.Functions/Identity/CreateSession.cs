using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Identity;

/// <summary>POST /signin: signs a browser in, or in again, with the key or token that it sends as a bearer.</summary>
public sealed class CreateSession(ISignInMode mode, Sessions sessions)
{
    /// <summary>204 with the cookie, 401.</summary>
    [Function(nameof(CreateSession)), PublicEndpoint]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signin")] HttpRequest request)
    {
        // Only what the page itself sends counts: with what a browser adds by itself, another page could sign somebody in.
        if (Bearer.Of(request) is null || await mode.AuthenticateAsync(request.HttpContext) is not { } user)
            return Answers.Problem(
                StatusCodes.Status401Unauthorized, "unauthenticated", "The key is not valid.",
                "It is in the data directory's local.key, and in the link that the service printed at its first start.");
        sessions.Begin(request.HttpContext, user);
        return Results.NoContent();
    }
}
