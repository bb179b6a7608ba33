using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Identity;

/// <summary>The local key as a bearer token.</summary>
public sealed class LocalKeyMode(LocalKey key, TimeProvider time) : ISignInMode
{
    /// <inheritdoc/>
    public bool IsAmbient => false;

    /// <inheritdoc/>
    public string Stamp => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"stamp of {key.Value}")))[..16];

    /// <inheritdoc/>
    public string? SignInPage => null;

    /// <inheritdoc/>
    public string? SignOutPage => null;

    /// <inheritdoc/>
    public Task<User?> AuthenticateAsync(HttpContext http) =>
        Task.FromResult(Bearer.Of(http.Request) is { } given && key.Matches(given) ? Whoever() : null);

    /// <summary>The one person who has the key, and shows it now.</summary>
    internal User Whoever() => new("local", null, "Local user", [User.AllOrganizations], time.GetUtcNow()) { AdministeredOrganizations = [User.AllOrganizations] };
}
