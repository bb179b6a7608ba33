namespace Pantheon.Functions.Plugin;

/// <summary>What is kept of a machine token; a migration has one at most.</summary>
/// <param name="MigrationId">The migration that it was issued for.</param>
/// <param name="SiteName">The site that it is good for.</param>
/// <param name="Hash">SHA-256 of the token, lower-case hex.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record IssuedToken(string MigrationId, string SiteName, string Hash, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The token itself, encrypted, between its issue and its one showing; null afterwards.</summary>
    public string? Sealed { get; init; }

    /// <summary>When the sealed copy is destroyed though nobody asked for it.</summary>
    public DateTimeOffset? SealedUntil { get; init; }

    /// <summary>When it was last used; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>From which address it was last used.</summary>
    public string? LastUsedFrom { get; init; }

    /// <summary>How often it was used.</summary>
    public long Uses { get; init; }
}
