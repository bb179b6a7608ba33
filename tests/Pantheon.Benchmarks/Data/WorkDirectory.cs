namespace Pantheon.Benchmarks.Data;

/// <summary>A new, empty directory with room for what is to come, deleted on disposal.</summary>
internal sealed class WorkDirectory : IDisposable
{
    // Nobody else on the machine is to run out of room.
    private const long Spare = 2L << 30;

    private WorkDirectory(string root, long bytes)
    {
        if (new DriveInfo(root).AvailableFreeSpace < bytes + Spare)
            throw new IOException($"{root} has no room for {bytes >> 20} MiB.");
        Path = System.IO.Path.Combine(root, $"pantheon-benchmark-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    internal string Path { get; }

    /// <summary>In memory: the disk's own ups and downs stay out of the figures.</summary>
    internal static WorkDirectory InMemory(long bytes) => new("/dev/shm", bytes);

    internal static WorkDirectory OnDisk(long bytes) => new(System.IO.Path.GetTempPath(), bytes);

    internal string Combine(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
