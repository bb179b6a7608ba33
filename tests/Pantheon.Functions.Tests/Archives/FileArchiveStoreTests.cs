using System.Runtime.Versioning;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Archives;

namespace Pantheon.Functions.Tests.Archives;

public sealed class FileArchiveStoreTests : ArchiveStoreContract, IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ScratchDirectory scratch = ScratchDirectory.Create("archives");
    private readonly ArchiveKey key = new("m", "1-a");

    private string Directory => scratch.Combine("data", "archives");

    protected override Task<IArchiveStore> OpenStoreAsync() => Task.FromResult<IArchiveStore>(Open());

    public void Dispose() => scratch.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Stage_NewCopy_OnlyItsOwnerMayRead()
    {
        var store = Open();
        await store.StageAsync(key, 0, new byte[10], default);
        var begun = System.IO.Directory.GetFiles(Directory);
        await store.CommitAsync(key, 10, default);
        var committed = System.IO.Directory.GetFiles(Directory);

        Assert.Equal(2, begun.Length);
        Assert.All(committed, path => Assert.Equal(OwnerOnly, File.GetUnixFileMode(path)));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Directory));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Stage_WhileItGrows_OnlyItsOwnerMayRead()
    {
        await Open().StageAsync(key, 0, new byte[10], default);

        Assert.All(System.IO.Directory.GetFiles(Directory), path => Assert.Equal(OwnerOnly, File.GetUnixFileMode(path)));
    }

    [Fact]
    public async Task Commit_Whole_LeavesTheArchiveAlone()
    {
        var store = Open();
        await store.StageAsync(key, 0, new byte[10], default);
        await store.CommitAsync(key, 10, default);

        Assert.Equal([Path.Combine(Directory, "m.1-a")], System.IO.Directory.GetFiles(Directory));
    }

    [Fact]
    public async Task ListBlocks_ListCutShort_TheRestIsCopiedAgain()
    {
        await StageTwoAsync();
        await using (var list = File.OpenWrite(Assert.Single(System.IO.Directory.GetFiles(Directory, "m.1-a.blocks*"))))
            list.SetLength(1);

        Assert.Equal([0], await Open().ListBlocksAsync(key, default));
        await Open().StageAsync(key, ArchiveBlocks.Size, new byte[10], default);
        Assert.Equal([0, ArchiveBlocks.Size], (await Open().ListBlocksAsync(key, default)).Order());
        await Open().CommitAsync(key, ArchiveBlocks.Size + 10, default);
    }

    [Fact]
    public async Task ListBlocks_ListOfBeforeTheMachineStarted_IsNotTrusted()
    {
        await StageTwoAsync();
        var list = Assert.Single(System.IO.Directory.GetFiles(Directory, "m.1-a.blocks*"));
        File.Move(list, Path.Combine(Directory, $"m.1-a.blocks-{Guid.NewGuid()}"));

        Assert.Empty(await Open().ListBlocksAsync(key, default));
    }

    [Fact]
    public async Task Stage_ByManyHandsAtOnce_EachIsListed()
    {
        const int Hands = 64;
        var store = Open();

        await Task.WhenAll(Enumerable.Range(0, Hands).Select(block => Task.Run(() => store.StageAsync(key, (long)block * ArchiveBlocks.Size, new byte[1], default))));

        Assert.Equal(Hands, (await store.ListBlocksAsync(key, default)).Count);
    }

    [Fact]
    public async Task ListBlocks_ListWithoutTheBytes_IsEmpty()
    {
        await Open().StageAsync(key, 0, new byte[10], default);
        File.Delete(Path.Combine(Directory, "m.1-a.partial"));

        Assert.Empty(await Open().ListBlocksAsync(key, default));
    }

    private async Task StageTwoAsync()
    {
        await Open().StageAsync(key, 0, new byte[ArchiveBlocks.Size], default);
        await Open().StageAsync(key, ArchiveBlocks.Size, new byte[10], default);
    }

    private FileArchiveStore Open() => new(Options.Create(new AppOptions { DataDirectory = scratch.Combine("data") }));
}
