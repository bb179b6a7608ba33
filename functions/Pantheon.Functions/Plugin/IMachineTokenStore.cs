namespace Pantheon.Functions.Plugin;

/// <summary>Keeps issued machine tokens by their hashes. All implementations pass the same contract tests.</summary>
public interface IMachineTokenStore
{
    /// <summary>Keeps a migration's token in place of the one it had.</summary>
    Task ReplaceAsync(IssuedToken token, CancellationToken cancellationToken);

    /// <summary>Keeps a migration's token where it has none, or one that had ended when this one was issued.</summary>
    /// <returns>Whether it was kept.</returns>
    Task<bool> TryAddAsync(IssuedToken token, CancellationToken cancellationToken);

    /// <summary>A migration's token; null where it has none.</summary>
    Task<IssuedToken?> FindAsync(string migrationId, CancellationToken cancellationToken);

    /// <summary>The token with this hash; null where there is none.</summary>
    Task<IssuedToken?> FindByHashAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Takes the sealed copy out; one caller gets it, all others null.</summary>
    Task<string?> TakeSealedAsync(string migrationId, CancellationToken cancellationToken);

    /// <summary>Puts a use of the token on its record.</summary>
    Task CountUseAsync(string hash, DateTimeOffset at, string? address, CancellationToken cancellationToken);

    /// <summary>Ends a migration's token: it expires, and its sealed copy goes. Whose it was stays known.</summary>
    /// <returns>Whether there was one that had not ended.</returns>
    Task<bool> EndAsync(string migrationId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Destroys the sealed copies whose time is over.</summary>
    Task DestroySealedAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
