using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Identity;

/// <summary>One way to sign in. What it does not vouch for is nobody.</summary>
public interface ISignInMode
{
    /// <summary>Whether browsers send its credentials by themselves, so that a call that changes something has to prove more.</summary>
    bool IsAmbient { get; }

    /// <summary>Whoever the request's own credentials vouch for; null for nobody.</summary>
    Task<User?> AuthenticateAsync(HttpContext http);

    /// <summary>Whether somebody who signed in like that before still may: a key that was changed signs everybody out.</summary>
    string Stamp { get; }

    /// <summary>Where a browser signs in, or signs in again: a page's address, or null where it sends a key or a token to POST /signin.</summary>
    string? SignInPage { get; }

    /// <summary>Where a browser signs out, beside POST /signout; null where that is all.</summary>
    string? SignOutPage { get; }
}
