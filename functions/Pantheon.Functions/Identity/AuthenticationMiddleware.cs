using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Identity;

/// <summary>Lets nobody in who did not sign in, unless the function says that it is public.</summary>
public sealed class AuthenticationMiddleware(ISignInMode mode, Sessions sessions, Antiforgery antiforgery, RateLimits limits) : IFunctionsWorkerMiddleware
{
    private readonly ConcurrentDictionary<string, bool> publicEndpoints = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && !publicEndpoints.GetOrAdd(context.FunctionDefinition.EntryPoint, IsPublic))
            http.SetUser(await SignedInAsync(http));
        await next(context);
    }

    private async Task<User> SignedInAsync(HttpContext http)
    {
        var user = await mode.AuthenticateAsync(http);
        var isAmbient = mode.IsAmbient;
        // Wrong credentials are not made good by a cookie.
        if (user is null && Bearer.Of(http.Request) is null)
            (user, isAmbient) = (sessions.Read(http.Request), true);
        if (user is null)
            throw new ProblemException(
                StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in first.",
                mode is LocalKeyMode
                    ? "Open the sign-in link that the service printed when it started, or send its key as a bearer token."
                    : "Sign in, or send a token of the configured issuer as a bearer token.")
            {
                Challenge = "Bearer",
            };
        if (isAmbient && !antiforgery.Allows(http.Request, user))
            throw new ProblemException(
                StatusCodes.Status403Forbidden, "antiforgery", "The call can't be told from one that another page made.",
                $"Send the token of GET /api/session in the header {Antiforgery.Header}, or reload the page.");
        limits.TakeCaller(user.Subject);
        return user;
    }

    // Fails closed: a function that can't be found is not public.
    private static bool IsPublic(string entryPoint)
    {
        var dot = entryPoint.LastIndexOf('.');
        return typeof(AuthenticationMiddleware).Assembly.GetType(entryPoint[..dot])
            ?.GetMethod(entryPoint[(dot + 1)..])?.IsDefined(typeof(PublicEndpointAttribute)) == true;
    }
}
