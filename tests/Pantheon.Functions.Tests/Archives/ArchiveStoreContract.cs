using Pantheon.Functions.Archives;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests.Archives;

/// <summary>What every store of archives must do.</summary>
public abstract class ArchiveStoreContract
{
    private const int Block = ArchiveBlocks.Size;
    private const int Last = 1000;

    private static readonly byte[] Content = Noise((2 * Block) + Last);

    private readonly ArchiveKey key = new($"m{Guid.NewGuid():N}"[..22], "1-a");

    /// <summary>The store, as a process that has just started opens it.</summary>
    protected abstract Task<IArchiveStore> OpenStoreAsync();

    [ContractFact]
    public async Task Stage_InAnyOrder_OpensByteExactAndSeekable()
    {
        var store = await OpenStoreAsync();
        await StageAsync(store, key, 2, 0, 1);
        await store.CommitAsync(key, Content.Length, default);

        await using var archive = await store.OpenAsync(key, default);

        Assert.True(archive.CanSeek);
        Assert.Equal(Content.Length, archive.Length);
        Assert.Equal(Content, await ReadAsync(archive));
        archive.Position = Block - 5;
        var across = new byte[10];
        await archive.ReadExactlyAsync(across);
        Assert.Equal(Content[(Block - 5)..(Block + 5)], across);
        archive.Seek(-Last, SeekOrigin.End);
        Assert.Equal(Content[^Last..], await ReadAsync(archive));
        archive.Position = 3;
        Assert.Equal(Content[3], archive.ReadByte());
    }

    [ContractFact]
    public async Task Stage_TheSameBlockTwice_IsOnce()
    {
        var store = await OpenStoreAsync();
        await StageAsync(store, key, 0, 1, 1, 2, 0);

        Assert.Equal([0, Block, 2 * Block], (await store.ListBlocksAsync(key, default)).Order());
        await store.CommitAsync(key, Content.Length, default);
        Assert.Equal(Content, await ReadAsync(store, key));
    }

    [ContractFact]
    public async Task Stage_BySeveralHandsAtOnce_AllAreThere()
    {
        var store = await OpenStoreAsync();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(block => StageAsync(store, key, block)));

        Assert.Equal([0, Block, 2 * Block], (await store.ListBlocksAsync(key, default)).Order());
        await store.CommitAsync(key, Content.Length, default);
        Assert.Equal(Content, await ReadAsync(store, key));
    }

    [ContractFact]
    public async Task ListBlocks_NothingStaged_IsEmpty() => Assert.Empty(await (await OpenStoreAsync()).ListBlocksAsync(key, default));

    [ContractFact]
    public async Task ListBlocks_AfterReopening_TellsWhatIsThere()
    {
        await StageAsync(await OpenStoreAsync(), key, 2, 0);

        var blocks = await (await OpenStoreAsync()).ListBlocksAsync(key, default);

        Assert.Equal([0, 2 * Block], blocks.Order());
    }

    [ContractFact]
    public async Task Commit_AfterReopening_MakesTheArchive()
    {
        await StageAsync(await OpenStoreAsync(), key, 1);
        await StageAsync(await OpenStoreAsync(), key, 2, 0);
        await (await OpenStoreAsync()).CommitAsync(key, Content.Length, default);

        Assert.Equal(Content, await ReadAsync(await OpenStoreAsync(), key));
    }

    [ContractFact]
    public async Task Commit_BlockMissing_IsIncompleteAndGoesOnWithIt()
    {
        var store = await OpenStoreAsync();
        await StageAsync(store, key, 0, 2);

        var failure = await Assert.ThrowsAsync<RetryableFailureException>(() => store.CommitAsync(key, Content.Length, default));

        Assert.Equal("archive.incomplete", failure.Code);
        Assert.Contains("8,388,608", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PermanentFailureException>(() => store.OpenAsync(key, default));
        await StageAsync(store, key, 1);
        await store.CommitAsync(key, Content.Length, default);
        Assert.Equal(Content, await ReadAsync(store, key));
    }

    [ContractFact]
    public async Task Commit_NothingStaged_IsIncomplete()
    {
        var store = await OpenStoreAsync();

        var failure = await Assert.ThrowsAsync<RetryableFailureException>(() => store.CommitAsync(key, 1, default));

        Assert.Equal("archive.incomplete", failure.Code);
    }

    [ContractFact]
    public async Task Commit_FirstBlockMissing_IsIncomplete()
    {
        var store = await OpenStoreAsync();
        await StageAsync(store, key, 1, 2);

        await Assert.ThrowsAsync<RetryableFailureException>(() => store.CommitAsync(key, Content.Length, default));
    }

    [ContractFact]
    public async Task Commit_Twice_IsOnce()
    {
        var store = await OpenStoreAsync();
        await StageAsync(store, key, 0, 1, 2);
        await store.CommitAsync(key, Content.Length, default);
        await store.CommitAsync(key, Content.Length, default);
        await (await OpenStoreAsync()).CommitAsync(key, Content.Length, default);

        Assert.Equal(Content, await ReadAsync(store, key));
    }

    [ContractFact]
    public async Task Commit_BlocksBeyondTheLength_AreDropped()
    {
        var store = await OpenStoreAsync();
        await StageAsync(store, key, 0, 1, 2);
        await store.CommitAsync(key, 2 * Block, default);

        Assert.Equal(Content[..(2 * Block)], await ReadAsync(store, key));
    }

    [ContractFact]
    public async Task Commit_OneShortBlock_IsTheArchive()
    {
        var store = await OpenStoreAsync();
        await store.StageAsync(key, 0, Content.AsMemory(0, Last), default);
        await store.CommitAsync(key, Last, default);

        Assert.Equal(Content[..Last], await ReadAsync(store, key));
    }

    [ContractFact]
    public async Task Open_NeverCommitted_IsMissing()
    {
        var store = await OpenStoreAsync();
        await StageAsync(store, key, 0);

        var failure = await Assert.ThrowsAsync<PermanentFailureException>(() => store.OpenAsync(key, default));

        Assert.Equal("archive.missing", failure.Code);
    }

    [ContractFact]
    public async Task Open_Unknown_IsMissing()
    {
        var failure = await Assert.ThrowsAsync<PermanentFailureException>(async () => await (await OpenStoreAsync()).OpenAsync(key, default));

        Assert.Equal("archive.missing", failure.Code);
    }

    [ContractFact]
    public async Task Delete_All_TakesCommittedAndBegunCopies()
    {
        var store = await OpenStoreAsync();
        var begun = key with { Copy = "2-b" };
        await StageAsync(store, key, 0);
        await store.CommitAsync(key, Block, default);
        await StageAsync(store, begun, 0, 1);

        await store.DeleteAsync(key.MigrationId, null, default);
        await store.DeleteAsync(key.MigrationId, null, default);

        Assert.Empty(await store.ListBlocksAsync(begun, default));
        await Assert.ThrowsAsync<PermanentFailureException>(() => store.OpenAsync(key, default));
        await Assert.ThrowsAsync<PermanentFailureException>(() => store.OpenAsync(begun, default));
        await Assert.ThrowsAsync<RetryableFailureException>(() => store.CommitAsync(begun, Block, default));
    }

    [ContractFact]
    public async Task Delete_ButOneThatIsBegun_ThatOneGoesOn()
    {
        var store = await OpenStoreAsync();
        var (stays, done) = (key with { Copy = "2-b" }, key with { Copy = "3-c" });
        await StageAsync(store, key, 0, 1);
        await StageAsync(store, done, 0);
        await store.CommitAsync(done, Block, default);
        await StageAsync(store, stays, 1, 2);

        await store.DeleteAsync(key.MigrationId, stays.Copy, default);

        Assert.Empty(await store.ListBlocksAsync(key, default));
        await Assert.ThrowsAsync<PermanentFailureException>(() => store.OpenAsync(done, default));
        Assert.Equal([Block, 2 * Block], (await store.ListBlocksAsync(stays, default)).Order());
        await StageAsync(store, stays, 0);
        await store.CommitAsync(stays, Content.Length, default);
        Assert.Equal(Content, await ReadAsync(store, stays));
    }

    [ContractFact]
    public async Task Delete_ButOneThatIsCommitted_ThatOneStays()
    {
        var store = await OpenStoreAsync();
        await StageAsync(store, key, 0);
        await store.CommitAsync(key, Block, default);

        await store.DeleteAsync(key.MigrationId, key.Copy, default);

        Assert.Equal(Content[..Block], await ReadAsync(store, key));
    }

    [ContractFact]
    public async Task Delete_ButOneWhoseNameBeginsAnother_TheOtherGoes()
    {
        var store = await OpenStoreAsync();
        var longer = key with { Copy = key.Copy + "a" };
        await StageAsync(store, key, 0);
        await StageAsync(store, longer, 0);

        await store.DeleteAsync(key.MigrationId, key.Copy, default);

        Assert.Single(await store.ListBlocksAsync(key, default));
        Assert.Empty(await store.ListBlocksAsync(longer, default));
    }

    [ContractFact]
    public async Task Delete_OfAnotherMigration_LeavesThisOne()
    {
        var store = await OpenStoreAsync();
        var other = key with { MigrationId = key.MigrationId + "x" };
        await StageAsync(store, key, 0);
        await StageAsync(store, other, 0);

        await store.DeleteAsync(key.MigrationId, null, default);

        Assert.Single(await store.ListBlocksAsync(other, default));
    }

    [ContractFact]
    public async Task Stage_TwoCopiesOfAMigration_DoNotMix()
    {
        var store = await OpenStoreAsync();
        var other = key with { Copy = "2-b" };
        await StageAsync(store, key, 0);
        await store.StageAsync(other, Block, Content.AsMemory(0, Block), default);

        Assert.Equal([0], await store.ListBlocksAsync(key, default));
        Assert.Equal([Block], await store.ListBlocksAsync(other, default));
        await Assert.ThrowsAsync<RetryableFailureException>(() => store.CommitAsync(key, 2 * Block, default));
        await store.StageAsync(other, 0, Content.AsMemory(Block, Block), default);
        await store.CommitAsync(other, 2 * Block, default);
        await StageAsync(store, key, 1);
        await store.CommitAsync(key, 2 * Block, default);
        Assert.Equal(Content[..(2 * Block)], await ReadAsync(store, key));
        Assert.Equal(Content[Block..(2 * Block)], (await ReadAsync(store, other))[..Block]);
    }

    private static async Task StageAsync(IArchiveStore store, ArchiveKey key, params int[] blocks)
    {
        foreach (var block in blocks)
            await store.StageAsync(key, (long)block * Block, Content.AsMemory(block * Block, Math.Min(Block, Content.Length - (block * Block))), default);
    }

    private static async Task<byte[]> ReadAsync(IArchiveStore store, ArchiveKey key)
    {
        await using var archive = await store.OpenAsync(key, default);
        return await ReadAsync(archive);
    }

    private static async Task<byte[]> ReadAsync(Stream archive)
    {
        var bytes = new MemoryStream();
        await archive.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>Bytes that don't repeat, the same each time.</summary>
    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
