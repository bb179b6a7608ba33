using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Pantheon.Functions.Platforms.Remote;

/// <summary>Section <c>Platform:Pantheon</c>.</summary>
public sealed record PantheonOptions
{
    /// <summary>Key <c>Platform:Pantheon:BaseAddress</c>: Pantheon's API.</summary>
    public Uri BaseAddress { get; init; } = new("https://terminus.pantheon.io/api/");

    /// <summary>Key <c>Platform:Pantheon:MachineToken</c>: of the account that owns the new sites. A secret.</summary>
    public string MachineToken { get; init; } = string.Empty;

    /// <summary>Key <c>Platform:Pantheon:MaxArchiveBytes</c>: the largest archive, or part of one, that the platform imports.</summary>
    public long MaxArchiveBytes { get; init; } = 500_000_000;

    /// <summary>
    /// Key <c>Platform:Pantheon:SshKey</c>: a private key, PEM or OpenSSH, whose public half the account knows. With it larger archives are moved in
    /// parts, the code by git; without it they are refused. A secret.
    /// </summary>
    public string SshKey { get; init; } = string.Empty;

    /// <summary>Keys <c>Platform:Pantheon:SshHostKeys:0</c>, ...: the fingerprints of the code servers' keys, as SHA256:...</summary>
    public IReadOnlyList<string> SshHostKeys { get; init; } = [];

    /// <summary>Key <c>Platform:Pantheon:CodeServer</c>: where a site's code is pushed to; {site} is its id.</summary>
    public string CodeServer { get; init; } = "ssh://codeserver.dev.{site}@codeserver.dev.{site}.drush.in:2222/~/repository.git";

    /// <summary>Whether larger archives can be moved in parts.</summary>
    internal bool TakesParts => SshKey.Length > 0;

    /// <summary>The key; the caller disposes it.</summary>
    /// <exception cref="SshException">It is none, or one that needs a passphrase.</exception>
    internal PrivateKeyFile OpenSshKey() => new(new MemoryStream(Encoding.UTF8.GetBytes(SshKey)));

    /// <summary>What is wrong with the settings for moving in parts; null for nothing.</summary>
    internal string? PartsProblem()
    {
        if (!TakesParts)
            return null;
        if (!SshHostKeys.Any(key => key.StartsWith("SHA256:", StringComparison.Ordinal)))
            return "Platform:Pantheon:SshKey is set: set Platform:Pantheon:SshHostKeys:0 to the fingerprint of the code server's key, SHA256:...";
        if (!Uri.TryCreate(CodeServer.Replace("{site}", "id", StringComparison.Ordinal), UriKind.Absolute, out var address) || address.Scheme != "ssh" || address.UserInfo.Length == 0)
            return "Platform:Pantheon:CodeServer must be ssh://user@host:port/path.";
        try
        {
            OpenSshKey().Dispose();
            return null;
        }
        catch (SshException)
        {
            return "Platform:Pantheon:SshKey must be a private key in PEM or OpenSSH's form, without a passphrase.";
        }
    }

    /// <summary>Whether the address is one that a token may be sent to.</summary>
    internal bool IsSafe => BaseAddress.IsAbsoluteUri && (BaseAddress.Scheme == "https" || (BaseAddress.Scheme == "http" && BaseAddress.IsLoopback));
}
