using System.Globalization;
using System.Security.Claims;

namespace Pantheon.Functions.Identity;

/// <summary>
/// Reads a user from claims. Source of the names: OpenID Connect Core, and the long ones that App Service gives some of them. Organizations come
/// as <c>organizations</c>, those that the user administers as <c>admin_organizations</c>, one claim an id.
/// </summary>
internal static class ClaimsUser
{
    /// <summary>The user; null where nobody is named.</summary>
    internal static User? Of(IEnumerable<(string Type, string Value)> claims)
    {
        var all = claims.ToLookup(claim => claim.Type, claim => claim.Value, StringComparer.Ordinal);
        string? First(params string[] types) => types.SelectMany(type => all[type]).FirstOrDefault(value => value.Length > 0);

        if (First("sub", "http://schemas.microsoft.com/identity/claims/objectidentifier", ClaimTypes.NameIdentifier) is not { } subject)
            return null;
        var email = First("email", ClaimTypes.Email);
        return new User(subject, email, First("name", ClaimTypes.Name, "preferred_username") ?? email ?? subject, [.. all["organizations"]], SignedInAt(First("auth_time")))
        {
            AdministeredOrganizations = [.. all["admin_organizations"]],
        };
    }

    // Only auth_time tells when the user proved who it is: a token may be renewed without.
    private static DateTimeOffset SignedInAt(string? authTime) =>
        long.TryParse(authTime, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MinValue;
}
