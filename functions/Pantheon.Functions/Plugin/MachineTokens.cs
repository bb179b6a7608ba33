using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Plugin;

/// <summary>Issues machine tokens, shows each once, and tells whose a token is.</summary>
public sealed class MachineTokens(IMachineTokenStore store, IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan SealedFor = TimeSpan.FromHours(1);

    private readonly IDataProtector seal = protection.CreateProtector("Pantheon.Functions.Plugin.MachineTokens");

    /// <summary>Issues a migration's first token, sealed until its owner asks for it. Run twice, it issues one.</summary>
    public async Task IssueSealedAsync(Migration migration, CancellationToken cancellationToken)
    {
        // Kept only where there is none: the owner may ask for one, and be shown it, at the same time.
        var (token, issued) = New(migration);
        await store.TryAddAsync(issued with { Sealed = seal.Protect(token.Text), SealedUntil = issued.IssuedAt + SealedFor }, cancellationToken);
    }

    /// <summary>Shows a migration's token: the sealed one, or a new one in place of one that was shown before.</summary>
    public async Task<ShownToken> ShowAsync(Migration migration, CancellationToken cancellationToken)
    {
        var kept = await store.FindAsync(migration.Id, cancellationToken);
        if (kept is { SealedUntil: { } until } && until > time.GetUtcNow() && await store.TakeSealedAsync(migration.Id, cancellationToken) is { } taken && Open(taken) is { } text)
            return new ShownToken(text, kept.ExpiresAt);
        var (token, issued) = New(migration);
        await store.ReplaceAsync(issued, cancellationToken);
        return new ShownToken(token.Text, issued.ExpiresAt);
    }

    /// <summary>Whose the token is, though it may have ended; null where it is nobody's. Good for nothing until it was used.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="siteName">The site that it has to be for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IssuedToken?> IdentifyAsync(string? text, string? siteName, CancellationToken cancellationToken)
    {
        if (MachineToken.TryParse(text)?.Hash is not { } hash || await store.FindByHashAsync(hash, cancellationToken) is not { } found)
            return null;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(found.Hash))
            && found.SiteName.Equals(siteName, StringComparison.OrdinalIgnoreCase) ? found : null;
    }

    /// <summary>Uses a token, and counts that. Answers whether it is good: it has not ended.</summary>
    /// <param name="token">The token.</param>
    /// <param name="address">Who sent it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<bool> UseAsync(IssuedToken token, string? address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.ExpiresAt <= time.GetUtcNow())
            return false;
        await store.CountUseAsync(token.Hash, time.GetUtcNow(), address, cancellationToken);
        return true;
    }

    /// <summary>Makes a migration's token worthless.</summary>
    /// <returns>Whether there was one that was worth something.</returns>
    public Task<bool> RevokeAsync(string migrationId, CancellationToken cancellationToken) => store.EndAsync(migrationId, time.GetUtcNow(), cancellationToken);

    /// <summary>Destroys the sealed copies that nobody asked for in time.</summary>
    public Task DestroySealedAsync(CancellationToken cancellationToken) => store.DestroySealedAsync(time.GetUtcNow(), cancellationToken);

    private (MachineToken Token, IssuedToken Issued) New(Migration migration)
    {
        var (token, now) = (MachineToken.Create(), time.GetUtcNow());
        return (token, new IssuedToken(migration.Id, migration.SiteName, token.Hash, now, now + Lifetime));
    }

    // A copy that was sealed with a key that is gone is as good as none.
    private string? Open(string taken)
    {
        try
        {
            return seal.Unprotect(taken);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
