using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pantheon.Functions.Archives;

namespace Pantheon.Functions.Tests.Archives;

[NeedsAzurite]
public sealed class BlobArchiveStoreTests : ArchiveStoreContract
{
    private readonly string container = $"archives-{Guid.NewGuid():N}";

    protected override async Task<IArchiveStore> OpenStoreAsync() => new BlobArchiveStore(await ContainerAsync(), TimeProvider.System);

    [AzuriteFact]
    public async Task Commit_Whole_TaggedWithItsMigration()
    {
        var store = await OpenStoreAsync();
        await store.StageAsync(new("m", "1-a"), 0, new byte[10], default);
        await store.CommitAsync(new("m", "1-a"), 10, default);

        var tags = await (await ContainerAsync()).GetBlockBlobClient("m/1-a").GetTagsAsync();

        Assert.Equal("m", tags.Value.Tags["migration"]);
    }

    [AzuriteFact]
    public async Task Delete_NeverCommitted_LeavesNoBlobOfAnyKind()
    {
        var store = await OpenStoreAsync();
        await store.StageAsync(new("m", "1-a"), 0, new byte[10], default);
        await store.StageAsync(new("m", "2-b"), 0, new byte[10], default);
        await store.DeleteAsync("m", null, default);

        var left = new List<string>();
        await foreach (var blob in (await ContainerAsync()).GetBlobsAsync(BlobTraits.None, BlobStates.All, null, default))
            left.Add(blob.Name);
        Assert.Empty(left);
    }

    [AzuriteFact]
    public async Task Share_Committed_IsReadableByTheLinkAloneAndNotWritable()
    {
        var store = await OpenStoreAsync();
        await store.StageAsync(new("m", "1-a"), 0, new byte[10], default);
        await store.CommitAsync(new("m", "1-a"), 10, default);
        using var anybody = new HttpClient();

        var link = await store.ShareAsync(new("m", "1-a"), TimeSpan.FromHours(48), default);
        using var read = await anybody.GetAsync(link);
        using var deleted = await anybody.DeleteAsync(link);
        using var without = await anybody.GetAsync(link.GetLeftPart(UriPartial.Path));

        Assert.Equal(10, read.Content.Headers.ContentLength);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, deleted.StatusCode);
        Assert.False(without.IsSuccessStatusCode);
    }

    private async Task<BlobContainerClient> ContainerAsync() =>
        new BlobServiceClient((await AzuriteServer.Shared).ConnectionString).GetBlobContainerClient(container);
}
