using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pantheon.Benchmarks.Data;
using Pantheon.Benchmarks.Measuring;
using Pantheon.Benchmarks.Service;

namespace Pantheon.Benchmarks;

/// <summary>The service's copy from a web server to Azurite, against the SDK's own upload of the same bytes out of memory.</summary>
internal sealed class AzuriteBenchmark : IBenchmark
{
    private const int BlockSize = 8 << 20;
    private const int BlocksAtOnce = 8;

    public string Name => "azurite";

    public async Task<IReadOnlyList<Measure>> RunAsync(Scale scale)
    {
        var bytes = scale.Bytes(full: 512 << 20, small: 32 << 20);
        using var directory = WorkDirectory.InMemory(bytes * 2 * (scale.Rounds + 1)); // Azurite frees nothing before its end
        await using var server = await ArchiveServer.StartAsync();
        var url = server.Serve("/site.tar.gz", GeneratedArchive.Answer(bytes));
        await using var azurite = await AzuriteServer.StartAsync();
        await using var service = await ServiceProcess.StartAsync(
            directory.Combine("data"), "--Archives:Store=AzureBlobs", $"--Archives:ConnectionString={azurite.ConnectionString}");
        var container = new BlobContainerClient(azurite.ConnectionString, "uploads");
        await container.CreateAsync();
        var content = new byte[bytes];
        await new GeneratedArchive(bytes, 0).ReadExactlyAsync(content);

        var medians = await Alternation.MediansAsync(
            scale, warmUp: true,
            (Name, () => ServiceCopy.TimeAsync(service, url, bytes)),
            ("BlockBlobClient.UploadAsync", () => UploadAsync(container, content)));
        return [Measure.Speed(Name, medians[0], medians[1], atLeast: 0.95)];
    }

    private static async Task<double> UploadAsync(BlobContainerClient container, byte[] content)
    {
        var options = new BlobUploadOptions
        {
            TransferOptions = new StorageTransferOptions { InitialTransferSize = BlockSize, MaximumTransferSize = BlockSize, MaximumConcurrency = BlocksAtOnce },
        };
        var blob = container.GetBlockBlobClient($"{Guid.NewGuid():N}");
        return await Alternation.TimeAsync(() => blob.UploadAsync(new MemoryStream(content, writable: false), options));
    }
}
