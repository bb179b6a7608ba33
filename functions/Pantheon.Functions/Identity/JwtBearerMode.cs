using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Identity;

/// <summary>Tokens of an OpenID Connect issuer, checked by the framework's handler.</summary>
public sealed class JwtBearerMode : ISignInMode
{
    /// <inheritdoc/>
    public bool IsAmbient => false;

    /// <inheritdoc/>
    public string Stamp => "jwt";

    /// <inheritdoc/>
    public string? SignInPage => null;

    /// <inheritdoc/>
    public string? SignOutPage => null;

    /// <inheritdoc/>
    public async Task<User?> AuthenticateAsync(HttpContext http) =>
        Bearer.Of(http.Request) is not null && await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme) is { Succeeded: true, Principal: { } principal }
            ? ClaimsUser.Of(principal.Claims.Select(claim => (claim.Type, claim.Value)))
            : null;
}
