using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions.Identity;

/// <summary>Section <c>Auth</c>.</summary>
public sealed record AuthOptions : IValidatableObject
{
    /// <summary>Key <c>Auth:Mode</c>: how callers sign in.</summary>
    [EnumDataType(typeof(AuthMode), ErrorMessage = "Auth:Mode must be LocalKey, JwtBearer or EasyAuth.")]
    public AuthMode Mode { get; init; } = AuthMode.LocalKey;

    /// <summary>Key <c>Auth:LocalKey</c>: the key; empty has one made and kept in DataDirectory/local.key.</summary>
    [RegularExpression("^(|.{32,})$", ErrorMessage = "Auth:LocalKey must have at least 32 characters.")]
    public string LocalKey { get; init; } = string.Empty;

    /// <summary>Key <c>Auth:Authority</c>: JwtBearer's issuer, an OpenID Connect provider. https, or http on loopback.</summary>
    public Uri? Authority { get; init; }

    /// <summary>Key <c>Auth:Audience</c>: whom JwtBearer's tokens must be for.</summary>
    public string Audience { get; init; } = string.Empty;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode == AuthMode.JwtBearer && Authority is null)
            yield return new("Auth:Mode is JwtBearer: set Auth:Authority to the issuer's https:// address.");
        if (Authority is not null && !(Authority.IsAbsoluteUri && (Authority.Scheme == "https" || (Authority.Scheme == "http" && Authority.IsLoopback))))
            yield return new("Auth:Authority must be the issuer's https:// address.");
        if (Mode == AuthMode.JwtBearer && Audience.Length == 0)
            yield return new("Auth:Mode is JwtBearer: set Auth:Audience to the audience of its tokens.");
        if (Mode == AuthMode.EasyAuth && !EasyAuthMode.IsPlatformSigningIn)
            yield return new("Auth:Mode is EasyAuth, but App Service's authentication is not on here (WEBSITE_AUTH_ENABLED is not true): anybody could be anybody.");
    }
}
