using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Identity;

/// <summary>Lets nobody in who did not sign in, unless the function says that it is public.</summary>
public sealed class AuthenticationMiddleware(LocalKey key, TimeProvider time) : IFunctionsWorkerMiddleware
{
    private readonly ConcurrentDictionary<string, bool> publicEndpoints = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        if (Authenticate(http.Request) is { } user)
        {
            http.SetUser(user);
        }
        else if (!publicEndpoints.GetOrAdd(context.FunctionDefinition.EntryPoint, IsPublic))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await Answers.Problem(
                StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in first.",
                "Open the sign-in link that the service printed when it started, or send its key as a bearer token.").ExecuteAsync(http);
            return;
        }

        await next(context);
    }

    private User? Authenticate(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return key.Matches(header["Bearer ".Length..].Trim()) ? Local(time.GetUtcNow()) : null;
        // A cookie travels with requests that other pages start: it opens what is read, never what changes something.
        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Cookies.TryGetValue(SignIn.Cookie, out var cookie) && key.Matches(cookie)
                ? Local(time.GetUtcNow())
                : null;
    }

    private static User Local(DateTimeOffset now) => new("local", null, "Local user", [], now);

    // Fails closed: a function that can't be found is not public.
    private static bool IsPublic(string entryPoint)
    {
        var dot = entryPoint.LastIndexOf('.');
        return typeof(AuthenticationMiddleware).Assembly.GetType(entryPoint[..dot])
            ?.GetMethod(entryPoint[(dot + 1)..])?.IsDefined(typeof(PublicEndpointAttribute)) == true;
    }
}
