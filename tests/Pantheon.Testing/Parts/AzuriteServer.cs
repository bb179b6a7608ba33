namespace Pantheon.Testing;

/// <summary>Azurite, the emulator of Azure Storage, on free loopback ports. It ends with the test process, even with a killed one.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>Azurite's well-known key: published by Microsoft, the same everywhere, no secret.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly Lazy<Task<AzuriteServer>> SharedServer = new(StartAsync);

    private readonly ChildProcess process;

    private AzuriteServer(ChildProcess process, int blobPort, int queuePort, int tablePort)
    {
        this.process = process;
        BlobEndpoint = new Uri($"http://127.0.0.1:{blobPort}/{Account}");
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + $"BlobEndpoint={BlobEndpoint};QueueEndpoint=http://127.0.0.1:{queuePort}/{Account};TableEndpoint=http://127.0.0.1:{tablePort}/{Account};";
    }

    /// <summary>The one server of this test process, started when it is first asked for. Don't dispose it.</summary>
    public static Task<AzuriteServer> Shared => SharedServer.Value;

    /// <summary>For BlobServiceClient and TableServiceClient.</summary>
    public string ConnectionString { get; }

    public Uri BlobEndpoint { get; }

    /// <summary>Where `tests/run` installs it.</summary>
    internal static string Script { get; } = Path.Combine(RepositoryDirectory.Parts, "npm/node_modules/azurite/dist/src/azurite.js");

    /// <exception cref="InvalidOperationException">Azurite is missing on this machine, or ended at once.</exception>
    public static async Task<AzuriteServer> StartAsync()
    {
        Part.Require(Part.Azurite);
        var scratch = ScratchDirectory.Create("azurite").Path;
        int[] ports = [FreePort.Take(), FreePort.Take(), FreePort.Take()];
        var started = ChildProcess.Start(
            "node",
            [
                Script, "--silent", "--location", scratch, "--skipApiVersionCheck", "--disableTelemetry",
                "--blobHost", "127.0.0.1", "--blobPort", $"{ports[0]}", "--queueHost", "127.0.0.1", "--queuePort", $"{ports[1]}", "--tableHost", "127.0.0.1", "--tablePort", $"{ports[2]}",
            ],
            Path.Combine(scratch, "log"),
            scratch: scratch);
        var server = new AzuriteServer(started, ports[0], ports[1], ports[2]);
        try
        {
            await started.WaitUntilReadyAsync(async cancellationToken =>
                await FreePort.IsOpenAsync(ports[0], cancellationToken) && await FreePort.IsOpenAsync(ports[2], cancellationToken));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
