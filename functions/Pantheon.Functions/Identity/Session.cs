namespace Pantheon.Functions.Identity;

/// <summary>What a browser's cookie holds, encrypted.</summary>
/// <param name="User">Who signed in.</param>
/// <param name="Stamp">The mode's stamp at that time.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record Session(User User, string Stamp, DateTimeOffset ExpiresAt);
