using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pantheon.Benchmarks.Data;
using Pantheon.Benchmarks.Measuring;
using Pantheon.Benchmarks.Service;

namespace Pantheon.Benchmarks;

/// <summary>
/// The service's copy from a web server to Azurite, against the SDK's own upload of the same download, each block with its MD5; for comparison
/// also without MD5, and out of memory, with nothing to download.
/// </summary>
internal sealed class AzuriteBenchmark : IBenchmark
{
    private const int BlockSize = 8 << 20;
    private const int BlocksAtOnce = 8;
    private const int WarmUps = 8;
    private const int WarmUpBytes = 4 * BlockSize;

    public string Name => "azurite";

    public async Task<IReadOnlyList<Measure>> RunAsync(Scale scale)
    {
        var bytes = scale.Bytes(full: 256 << 20, small: 32 << 20);
        await using var server = await ArchiveServer.StartAsync();
        var content = new byte[bytes];
        await new GeneratedArchive(bytes, 0).ReadExactlyAsync(content);
        var rounds = new List<double[]>();
        for (var round = 0; round < scale.Rounds; round++)
            rounds.Add(await RunRoundAsync(round, server, content));
        var medians = Alternation.Medians(rounds);
        return
        [
            Measure.Speed("azurite", medians[0], medians[3], atLeast: 0.95),
            Measure.Speed("azurite, the same without MD5", medians[0], medians[2]),
            Measure.Speed("azurite, upload from memory", medians[0], medians[1]),
        ];
    }

    // Azurite frees nothing before its end, and on a virtual machine memory that was not in use lately takes ten times as long to write to: an
    // Azurite for each round leaves all rounds alike.
    private static async Task<double[]> RunRoundAsync(int round, ArchiveServer server, byte[] content)
    {
        using var directory = WorkDirectory.InMemory(8L * content.Length);
        await using var azurite = await AzuriteServer.StartAsync();
        await using var service = await ServiceProcess.StartAsync(
            directory.Combine("data"), "--Archives:Store=AzureBlobs", $"--Archives:ConnectionString={azurite.ConnectionString}");
        await WarmUpAsync(service, server);
        var url = server.Serve("/site.tar.gz", GeneratedArchive.Answer(content.Length));
        var container = new BlobContainerClient(azurite.ConnectionString, "uploads");
        await container.CreateAsync();
        using var http = new HttpClient();
        return await Alternation.RoundAsync(
            round,
            ("the service", () => ServiceCopy.TimeAsync(service, url, content.Length)),
            ("UploadAsync from memory", () => UploadAsync(container, () => Task.FromResult<Stream>(new MemoryStream(content, writable: false)))),
            ("UploadAsync of the download", () => UploadAsync(container, () => http.GetStreamAsync(url))),
            ("UploadAsync of the download with MD5", () => UploadAsync(container, () => http.GetStreamAsync(url), StorageChecksumAlgorithm.MD5)));
    }

    // Its code is fast from some thirty calls on.
    private static async Task WarmUpAsync(ServiceProcess service, ArchiveServer server)
    {
        for (var i = 0; i < WarmUps; i++)
            await ServiceCopy.TimeAsync(service, server.Serve("/warm-up.tar.gz", GeneratedArchive.Answer(WarmUpBytes)), WarmUpBytes);
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
