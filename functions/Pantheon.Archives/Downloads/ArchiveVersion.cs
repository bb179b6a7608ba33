namespace Pantheon.Archives.Downloads;

/// <summary>What tells one version of a remote archive from another.</summary>
/// <param name="Length">Bytes; null where the source does not tell.</param>
/// <param name="ETag">The source's mark, with its quotes; null where it gives none.</param>
/// <param name="LastModified">When it was changed; null where the source does not tell.</param>
public sealed record ArchiveVersion(long? Length, string? ETag, DateTimeOffset? LastModified)
{
    /// <summary>Whether the mark is one that the source promises byte by byte, fit for If-Range.</summary>
    public bool HasStrongETag => ETag is not null && !ETag.StartsWith("W/", StringComparison.Ordinal);

    /// <summary>Whether the other is surely the same bytes: the length and a mark or a time agree.</summary>
    public bool IsSurely(ArchiveVersion other) =>
        Length == other.Length && !Contradicts(other) && ((ETag is not null && ETag == other.ETag) || (LastModified is not null && LastModified == other.LastModified));

    /// <summary>Whether the other can't be the same bytes: something that both tell differs.</summary>
    public bool Contradicts(ArchiveVersion other) =>
        Differ(Length, other.Length) || (ETag is not null && other.ETag is not null && ETag != other.ETag)
        || (ETag is null && Differ(LastModified, other.LastModified));

    private static bool Differ<T>(T? a, T? b) where T : struct => a is not null && b is not null && !a.Value.Equals(b.Value);
}
