using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Identity;

/// <summary>GET /api/session: who is signed in, and what the page needs to call the API.</summary>
public sealed class GetSession(ISignInMode mode, Antiforgery antiforgery)
{
    /// <summary>200 {subject, email, name, organizations, authenticatedAt, antiforgeryToken, signInPage, signOutPage}; 401.</summary>
    [Function(nameof(GetSession))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/session")] HttpRequest request)
    {
        var user = request.GetUser();
        return Answers.Json(new
        {
            user.Subject,
            user.Email,
            user.Name,
            user.Organizations,
            user.AuthenticatedAt,
            AntiforgeryToken = antiforgery.TokenFor(user),
            mode.SignInPage,
            mode.SignOutPage,
        });
    }
}
