using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Identity;

/// <summary>App Service's authentication: its header is taken only where the platform says that it sets, and strips, it.</summary>
public sealed class EasyAuthMode : ISignInMode
{
    private const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>Whether the platform signs callers in before they reach the app.</summary>
    internal static bool IsPlatformSigningIn => Environment.GetEnvironmentVariable("WEBSITE_AUTH_ENABLED")?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;

    /// <inheritdoc/>
    public bool IsAmbient => true;

    /// <inheritdoc/>
    public string Stamp => "easyauth";

    /// <inheritdoc/>
    public string? SignInPage => "/.auth/login/aad?prompt=login&post_login_redirect_uri=/";

    /// <inheritdoc/>
    public string? SignOutPage => "/.auth/logout?post_logout_redirect_uri=/";

    /// <inheritdoc/>
    public Task<User?> AuthenticateAsync(HttpContext http)
    {
        var header = http.Request.Headers[Header].ToString();
        return Task.FromResult(IsPlatformSigningIn && header.Length > 0 ? Read(header) : null);
    }

    private static User? Read(string header)
    {
        try
        {
            var principal = JsonSerializer.Deserialize<Principal>(Convert.FromBase64String(header), JsonSerializerOptions.Web);
            return ClaimsUser.Of((principal?.Claims ?? []).OfType<Claim>().Where(claim => claim is { Typ: not null, Val: not null }).Select(claim => (claim.Typ!, claim.Val!)));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private sealed record Principal(IReadOnlyList<Claim?>? Claims);

    private sealed record Claim(string? Typ, string? Val);
}
