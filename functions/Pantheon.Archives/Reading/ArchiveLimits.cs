namespace Pantheon.Archives.Reading;

/// <summary>What an archive may come to when it is expanded. Beyond a limit reading stops with archive.bomb or archive.unsafePath.</summary>
public sealed record ArchiveLimits
{
    /// <summary>Entries in all.</summary>
    public long MaxEntries { get; init; } = 2_000_000;

    /// <summary>Bytes in all, expanded.</summary>
    public long MaxExpandedBytes { get; init; } = 500L << 30;

    /// <summary>Expanded bytes for each byte of the archive. Counts from <see cref="RatioFrom"/> on: dumps of text compress well.</summary>
    public double MaxRatio { get; init; } = 200;

    /// <summary>Expanded bytes below which the ratio is not looked at.</summary>
    public long RatioFrom { get; init; } = 256L << 20;

    /// <summary>Bytes of one entry, expanded.</summary>
    public long MaxEntryBytes { get; init; } = 200L << 30;

    /// <summary>Directories above an entry.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Characters of a path.</summary>
    public int MaxPathLength { get; init; } = 1024;
}
