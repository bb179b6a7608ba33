namespace Pantheon.Archives.Reading;

/// <summary>One entry of an archive, valid until the next one is read.</summary>
public sealed class ArchiveEntry
{
    private readonly Func<Stream> open;

    internal ArchiveEntry(Func<Stream> open) => this.open = open;

    /// <summary>Path within the archive: relative, with slashes, without dot segments; not empty.</summary>
    public required string Path { get; init; }

    /// <summary>What it is.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>Bytes of a file as the archive tells it; 0 for all else.</summary>
    public required long Length { get; init; }

    /// <summary>Permissions, without set-uid, set-gid and sticky.</summary>
    public required UnixFileMode Mode { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>A link's target. A symbolic link's is relative to its directory, as written; a hard link's is an entry's path.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>A file's content, once. The caller disposes it.</summary>
    public Stream Open() => Kind == EntryKind.File ? open() : Stream.Null;
}
