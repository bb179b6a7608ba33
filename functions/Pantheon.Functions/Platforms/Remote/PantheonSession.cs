namespace Pantheon.Functions.Platforms.Remote;

/// <summary>A sign-in at Pantheon's API.</summary>
/// <param name="Token">The session. A secret.</param>
/// <param name="UserId">Whose.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record PantheonSession(string Token, string UserId, DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"A session until {ExpiresAt:u}";
}
