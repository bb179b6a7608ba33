namespace Pantheon.Functions.Platforms.Remote;

/// <summary>Section <c>Platform:Pantheon</c>.</summary>
public sealed record PantheonOptions
{
    /// <summary>Key <c>Platform:Pantheon:BaseAddress</c>: Pantheon's API.</summary>
    public Uri BaseAddress { get; init; } = new("https://terminus.pantheon.io/api/");

    /// <summary>Key <c>Platform:Pantheon:MachineToken</c>: of the account that owns the new sites. A secret.</summary>
    public string MachineToken { get; init; } = string.Empty;

    /// <summary>Key <c>Platform:Pantheon:MaxArchiveBytes</c>: the largest archive that a guided migration takes.</summary>
    public long MaxArchiveBytes { get; init; } = 500_000_000;

    /// <summary>Whether the address is one that a token may be sent to.</summary>
    internal bool IsSafe => BaseAddress.IsAbsoluteUri && (BaseAddress.Scheme == "https" || (BaseAddress.Scheme == "http" && BaseAddress.IsLoopback));
}
