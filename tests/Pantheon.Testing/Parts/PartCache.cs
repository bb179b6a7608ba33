namespace Pantheon.Testing;

/// <summary>Directories under tests/.parts/ that cost seconds to make and are made once per machine, also when several test processes start at once.</summary>
public static class PartCache
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The directory <paramref name="key"/>, filled by <paramref name="make"/> if it isn't there yet. A failed making leaves nothing behind.</summary>
    /// <exception cref="TimeoutException">Another process has been making it for five minutes.</exception>
    public static async Task<string> GetAsync(string key, Func<string, Task> make)
    {
        var target = Path.Combine(RepositoryDirectory.Parts, key);
        if (Directory.Exists(target))
            return target;
        Directory.CreateDirectory(RepositoryDirectory.Parts);
        await using var hold = await LockAsync(target + ".lock");
        if (Directory.Exists(target))
            return target;

        var making = target + ".making";
        Delete(making);
        Directory.CreateDirectory(making);
        try
        {
            await make(making);
        }
        catch
        {
            Delete(making);
            throw;
        }

        Directory.Move(making, target);
        return target;
    }

    private static void Delete(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    /// <summary>The system drops the lock when its holder dies, so a killed run blocks nobody.</summary>
    private static async Task<FileStream> LockAsync(string path)
    {
        FileStream? hold = null;
        await Poll.UntilAsync(() => (hold = TryLock(path)) is not null, Patience);
        return hold!;
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
