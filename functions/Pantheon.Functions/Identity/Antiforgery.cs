using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Identity;

/// <summary>Tells calls of our own page from those that another page had the browser make: only ours can read the token that the header needs.</summary>
public sealed class Antiforgery(IDataProtectionProvider protection)
{
    /// <summary>The header that carries the token.</summary>
    internal const string Header = "X-Antiforgery-Token";

    private readonly IDataProtector seal = protection.CreateProtector("Pantheon.Functions.Identity.Antiforgery");

    /// <summary>A token for a user's calls.</summary>
    internal string TokenFor(User user) => seal.Protect(user.Subject);

    /// <summary>Whether a request changes nothing, or carries the user's token.</summary>
    internal bool Allows(HttpRequest request, User user)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return true;
        try
        {
            return request.Headers[Header].ToString() is { Length: > 0 } token && seal.Unprotect(token) == user.Subject;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
