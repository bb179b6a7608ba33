using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Pantheon.Functions.Identity;

/// <summary>The one key of a service that one person runs for themselves.</summary>
public sealed class LocalKey(IOptions<AuthOptions> auth, IOptions<AppOptions> app)
{
    private readonly Lazy<string> key = new(() => auth.Value.LocalKey is { Length: > 0 } given ? given : ReadOrCreate(app.Value));

    /// <summary>The link that signs a browser in.</summary>
    public string SignInLink => $"{app.Value.LinkBase}/signin?key={Uri.EscapeDataString(key.Value)}";

    /// <summary>The key. For the sign-in cookie and for the person at the console only.</summary>
    internal string Value => key.Value;

    /// <summary>Whether this is the key; takes the same time for any wrong one.</summary>
    public bool Matches(string candidate) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(candidate)), SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)));

    private static string ReadOrCreate(AppOptions app)
    {
        var path = app.PathOf("local.key");
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: >= 32 } kept)
            return kept;
        var made = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        PrivateFile.Write(path, made);
        return made;
    }
}
