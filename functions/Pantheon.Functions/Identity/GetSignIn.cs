using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Identity;

/// <summary>GET /api/sign-in: how one signs in here, for a page that nobody has signed in to yet.</summary>
public sealed class GetSignIn(ISignInMode mode, IOptions<AuthOptions> options)
{
    /// <summary>200 {mode, page}; page is null where a key or a token is sent to POST /signin.</summary>
    [Function(nameof(GetSignIn)), PublicEndpoint]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/sign-in")] HttpRequest request) =>
        Answers.Json(new { options.Value.Mode, Page = mode.SignInPage });
}
