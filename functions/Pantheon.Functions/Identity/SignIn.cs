using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Identity;

/// <summary>GET /signin?key=...: signs a browser in with the local key.</summary>
public sealed class SignIn(LocalKey key)
{
    internal const string Cookie = "pantheon-key";

    /// <summary>302 to the dashboard with the cookie, or 401.</summary>
    [Function(nameof(SignIn)), PublicEndpoint]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "signin")] HttpRequest request)
    {
        var given = request.Query["key"].ToString();
        if (!key.Matches(given))
            return Answers.Problem(
                StatusCodes.Status401Unauthorized, "unauthenticated", "The sign-in link is not valid.",
                "Use the link that the service printed when it started; its key is in the data directory's local.key.");
        request.HttpContext.Response.Cookies.Append(Cookie, given, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = request.IsHttps,
            Path = "/",
            MaxAge = TimeSpan.FromDays(30),
        });
        return Results.Redirect("/");
    }
}
