using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions.Identity;

/// <summary>Section <c>Auth</c>.</summary>
public sealed record AuthOptions
{
    /// <summary>Key <c>Auth:Mode</c>: how callers sign in. This version knows LocalKey.</summary>
    [RegularExpression("^LocalKey$", ErrorMessage = "Auth:Mode must be LocalKey.")]
    public string Mode { get; init; } = "LocalKey";

    /// <summary>Key <c>Auth:LocalKey</c>: the key; empty has one made and kept in DataDirectory/local.key.</summary>
    [RegularExpression("^(|.{32,})$", ErrorMessage = "Auth:LocalKey must have at least 32 characters.")]
    public string LocalKey { get; init; } = string.Empty;
}
