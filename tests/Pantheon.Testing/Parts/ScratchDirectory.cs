namespace Pantheon.Testing;

/// <summary>A new, empty directory, deleted on disposal; in memory (/dev/shm) where that has room, since creating files there is 30 times faster.</summary>
public sealed class ScratchDirectory : IDisposable
{
    /// <summary>Below this many free bytes /dev/shm is left alone: containers often give it 64 MiB.</summary>
    private const long RoomNeeded = 2L << 30;

    private ScratchDirectory(string path) => Path = path;

    public string Path { get; }

    /// <summary>Creates the directory, with <paramref name="purpose"/> in its name.</summary>
    public static ScratchDirectory Create(string purpose)
    {
        var path = System.IO.Path.Combine(Root(), $"pantheon-{purpose}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(path);
        return new ScratchDirectory(path);
    }

    public string Combine(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    private static string Root()
    {
        const string Memory = "/dev/shm";
        return Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > RoomNeeded ? Memory : System.IO.Path.GetTempPath();
    }
}
