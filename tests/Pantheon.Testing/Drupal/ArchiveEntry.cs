using System.Text;

namespace Pantheon.Testing;

/// <summary>One entry of an archive that a test makes.</summary>
public sealed record ArchiveEntry
{
    private ArchiveEntry(string path) => Path = path;

    /// <summary>With forward slashes; a directory's ends with one.</summary>
    public string Path { get; init; }

    public byte[] Content { get; init; } = [];

    /// <summary>Where a symbolic link leads; null for files and directories.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Unix permissions.</summary>
    public UnixFileMode Mode { get; init; } = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public bool IsDirectory => Path.EndsWith('/');

    public bool IsFile => !IsDirectory && LinkTarget is null;

    public static ArchiveEntry File(string path, byte[] content) => new(path) { Content = content };

    public static ArchiveEntry File(string path, string content) => File(path, Encoding.UTF8.GetBytes(content));

    public static ArchiveEntry Directory(string path) => new(path.TrimEnd('/') + "/")
    {
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute,
    };

    public static ArchiveEntry Link(string path, string target) => new(path) { LinkTarget = target };

    /// <summary>The same below another folder.</summary>
    public ArchiveEntry Below(string folder) => folder.Length == 0 ? this : this with { Path = $"{folder}/{Path}" };
}
