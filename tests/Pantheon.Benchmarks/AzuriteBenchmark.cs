using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pantheon.Benchmarks.Data;
using Pantheon.Benchmarks.Measuring;
using Pantheon.Benchmarks.Service;

namespace Pantheon.Benchmarks;

/// <summary>
/// The service's copy from a web server to Azurite, against the SDK's own upload of the same bytes: out of memory, with nothing to download,
/// and of the same download; the latter also with what the service adds, an MD5 for each block.
/// </summary>
internal sealed class AzuriteBenchmark : IBenchmark
{
    private const int BlockSize = 8 << 20;
    private const int BlocksAtOnce = 8;

    public string Name => "azurite";

    public async Task<IReadOnlyList<Measure>> RunAsync(Scale scale)
    {
        var bytes = scale.Bytes(full: 256 << 20, small: 32 << 20);
        using var directory = WorkDirectory.InMemory(bytes * 4 * (scale.Rounds + 1)); // Azurite frees nothing before its end
        await using var server = await ArchiveServer.StartAsync();
        var url = server.Serve("/site.tar.gz", GeneratedArchive.Answer(bytes));
        await using var azurite = await AzuriteServer.StartAsync();
        await using var service = await ServiceProcess.StartAsync(
            directory.Combine("data"), "--Archives:Store=AzureBlobs", $"--Archives:ConnectionString={azurite.ConnectionString}");
        var container = new BlobContainerClient(azurite.ConnectionString, "uploads");
        await container.CreateAsync();
        using var http = new HttpClient();
        var content = new byte[bytes];
        await new GeneratedArchive(bytes, 0).ReadExactlyAsync(content);

        var medians = await Alternation.MediansAsync(
            scale.Rounds, warmUp: true,
            (Name, () => ServiceCopy.TimeAsync(service, url, bytes)),
            ("UploadAsync from memory", () => UploadAsync(container, () => Task.FromResult<Stream>(new MemoryStream(content, writable: false)))),
            ("UploadAsync of the download", () => UploadAsync(container, () => http.GetStreamAsync(url))),
            ("UploadAsync of the download with MD5", () => UploadAsync(container, () => http.GetStreamAsync(url), StorageChecksumAlgorithm.MD5)));
        return
        [
            Measure.Speed("azurite, upload from memory", medians[0], medians[1], atLeast: 0.95),
            Measure.Speed("azurite, upload of the download", medians[0], medians[2], atLeast: 0.95),
            Measure.Speed("azurite, the same with MD5", medians[0], medians[3], atLeast: 0.95),
        ];
    }

    private static async Task<double> UploadAsync(
        BlobContainerClient container, Func<Task<Stream>> open, StorageChecksumAlgorithm checksum = StorageChecksumAlgorithm.None)
    {
        var options = new BlobUploadOptions
        {
            TransferOptions = new StorageTransferOptions { InitialTransferSize = BlockSize, MaximumTransferSize = BlockSize, MaximumConcurrency = BlocksAtOnce },
            TransferValidation = new UploadTransferValidationOptions { ChecksumAlgorithm = checksum },
        };
        var blob = container.GetBlockBlobClient($"{Guid.NewGuid():N}");
        return await Alternation.TimeAsync(async () =>
        {
            await using var content = await open();
            await blob.UploadAsync(content, options);
        });
    }
}
