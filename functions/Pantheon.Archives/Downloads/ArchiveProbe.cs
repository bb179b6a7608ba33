using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Downloads;

/// <summary>What a first look at a remote archive told.</summary>
/// <param name="Version">Which version it is.</param>
/// <param name="AcceptsRanges">Whether parts of it can be asked for.</param>
/// <param name="Format">What its first bytes say it is.</param>
public sealed record ArchiveProbe(ArchiveVersion Version, bool AcceptsRanges, ArchiveFormat Format)
{
    /// <summary>The file's name as the source tells it, or as its address ends; null where neither does.</summary>
    public string? FileName { get; init; }

    /// <summary>What the source says it is; a claim, which is not relied on.</summary>
    public string? ContentType { get; init; }
}
