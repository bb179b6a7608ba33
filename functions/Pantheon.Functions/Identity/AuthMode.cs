namespace Pantheon.Functions.Identity;

/// <summary>How callers sign in.</summary>
public enum AuthMode
{
    /// <summary>One key for the one person who runs the service.</summary>
    LocalKey,

    /// <summary>Tokens of an OpenID Connect issuer.</summary>
    JwtBearer,

    /// <summary>App Service's own authentication.</summary>
    EasyAuth,
}
