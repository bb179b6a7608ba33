using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Pantheon.Functions.Identity;

/// <summary>Keeps browsers signed in by a cookie that only this service can read.</summary>
public sealed class Sessions(IDataProtectionProvider protection, ISignInMode mode, IOptions<AppOptions> app, TimeProvider time)
{
    /// <summary>The cookie's name.</summary>
    internal const string Cookie = "pantheon-session";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private readonly IDataProtector seal = protection.CreateProtector("Pantheon.Functions.Identity.Sessions");

    /// <summary>Signs a browser in.</summary>
    internal void Begin(HttpContext http, User user) => http.Response.Cookies.Append(
        Cookie, seal.Protect(JsonSerializer.Serialize(new Session(user, mode.Stamp, time.GetUtcNow() + Lifetime))), Options(http.Request, Lifetime));

    /// <summary>Signs a browser out.</summary>
    internal void End(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http.Request, null));

    /// <summary>Who the request's cookie says it is; null where it says nothing that holds.</summary>
    internal User? Read(HttpRequest request)
    {
        if (!request.Cookies.TryGetValue(Cookie, out var cookie) || string.IsNullOrEmpty(cookie))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Session>(seal.Unprotect(cookie)) is { } session && session.Stamp == mode.Stamp && session.ExpiresAt > time.GetUtcNow()
                ? session.User
                : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private CookieOptions Options(HttpRequest request, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        // Off loopback it is never sent in the clear. A front end on this machine calls from loopback: there the public address tells.
        Secure = request.IsHttps || app.Value.LinkBase.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || request.HttpContext.Connection.RemoteIpAddress is not { } address || !System.Net.IPAddress.IsLoopback(address),
        Path = "/",
        MaxAge = lifetime,
    };
}
