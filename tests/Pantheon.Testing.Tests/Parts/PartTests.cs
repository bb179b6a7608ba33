namespace Pantheon.Testing.Tests;

public sealed class PartTests
{
    [Fact]
    public void Find_ProgramThatNoMachineHas_ReturnsNull() => Assert.Null(Programs.Find("no-such-program-anywhere"));

    [Fact]
    public void Find_Shell_ReturnsItsPath() => Assert.EndsWith("/sh", Programs.Find("sh"), StringComparison.Ordinal);

    [Fact]
    public async Task GetAsync_SeveralAtOnce_MakesOnce()
    {
        var key = $"test-{Guid.NewGuid():N}";
        var made = 0;

        var directories = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PartCache.GetAsync(key, async directory =>
        {
            Interlocked.Increment(ref made);
            await File.WriteAllTextAsync(Path.Combine(directory, "part"), "made");
        })));

        Assert.Equal(1, made);
        Assert.Equal("made", await File.ReadAllTextAsync(Path.Combine(directories.Distinct().Single(), "part")));
        Directory.Delete(directories[0], recursive: true);
        File.Delete(directories[0] + ".lock");
    }

    [Fact]
    public async Task GetAsync_MakingFails_LeavesNothingAndTheNextOneMakesIt()
    {
        var key = $"test-{Guid.NewGuid():N}";

        await Assert.ThrowsAsync<IOException>(() => PartCache.GetAsync(key, _ => throw new IOException("disk full")));
        Assert.Empty(Directory.EnumerateDirectories(RepositoryDirectory.Parts, key + "*"));
        var directory = await PartCache.GetAsync(key, _ => Task.CompletedTask);

        Assert.Empty(Directory.EnumerateFileSystemEntries(directory));
        Directory.Delete(directory);
        File.Delete(directory + ".lock");
    }
}
