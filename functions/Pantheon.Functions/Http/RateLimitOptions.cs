using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions.Http;

/// <summary>Section <c>RateLimits</c>: requests a minute; beyond them 429 with Retry-After.</summary>
public sealed record RateLimitOptions
{
    /// <summary>Key <c>RateLimits:PerAddress</c>: of one address, signed in or not. Callbacks aside.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "RateLimits:PerAddress must be at least 1.")]
    public int PerAddress { get; init; } = 3000;

    /// <summary>Key <c>RateLimits:PerCaller</c>: of one signed-in caller.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "RateLimits:PerCaller must be at least 1.")]
    public int PerCaller { get; init; } = 1200;

    /// <summary>Key <c>RateLimits:Callbacks</c>: callbacks of one migration.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "RateLimits:Callbacks must be at least 1.")]
    public int Callbacks { get; init; } = 3000;
}
