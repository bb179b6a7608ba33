namespace Pantheon.Embedded.Functions;

/// <summary>Which key of the Functions host a call needs. This host knows no keys and takes <see cref="Anonymous"/> only.</summary>
public enum AuthorizationLevel
{
    /// <summary>None: the app guards itself.</summary>
    Anonymous = 0,

    /// <summary>A user.</summary>
    User = 1,

    /// <summary>A function's key.</summary>
    Function = 2,

    /// <summary>A system key.</summary>
    System = 3,

    /// <summary>The host's key.</summary>
    Admin = 4,
}
