using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Identity;

/// <summary>Hands the caller from the middleware to functions.</summary>
internal static class HttpContextExtensions
{
    private static readonly object Key = new();

    internal static void SetUser(this HttpContext http, User user) => http.Items[Key] = user;

    /// <summary>The caller.</summary>
    /// <exception cref="InvalidOperationException">Nobody signed in: the function is public and must not ask.</exception>
    internal static User GetUser(this HttpRequest request) => request.HttpContext.Items[Key] as User
        ?? throw new InvalidOperationException("The function needs a signed-in user.");
}
