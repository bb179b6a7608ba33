namespace Pantheon.Functions.Plugin;

/// <summary>A machine token, on its way to the one who may see it. Never logged: only the answer to its owner holds it.</summary>
/// <param name="Token">The token.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record ShownToken(string Token, DateTimeOffset ExpiresAt)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"A token until {ExpiresAt:u}";
}
