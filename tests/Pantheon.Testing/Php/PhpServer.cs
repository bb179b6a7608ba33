using System.Net;

namespace Pantheon.Testing;

/// <summary>PHP's built-in web server on a free loopback port, serving one docroot.</summary>
public sealed class PhpServer : IAsyncDisposable
{
    private readonly ChildProcess process;
    private readonly ScratchDirectory scratch;

    private PhpServer(ChildProcess process, ScratchDirectory scratch, int port)
    {
        this.process = process;
        this.scratch = scratch;
        BaseAddress = Address(port);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = BaseAddress,
        };
    }

    /// <summary>Such as http://127.0.0.1:40123/.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Follows no redirect: a WordPress that wants to be elsewhere shall be seen.</summary>
    public HttpClient Client { get; }

    /// <summary>Where PHP writes its warnings and the requests.</summary>
    public string LogPath => process.LogPath;

    /// <summary>A port that nobody listens on now: a site whose own configuration holds its address needs it beforehand.</summary>
    public static int TakePort() => FreePort.Take();

    /// <summary>The address of a server on <paramref name="port"/>.</summary>
    public static Uri Address(int port) => new($"http://127.0.0.1:{port}/");

    /// <summary>Starts the server and waits until it accepts connections.</summary>
    /// <exception cref="InvalidOperationException">PHP is missing on this machine, or ended at once.</exception>
    public static async Task<PhpServer> StartAsync(
        string docroot,
        string? router = null,
        int? port = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        Part.Require(Part.Php);
        var listening = port ?? FreePort.Take();
        var directory = ScratchDirectory.Create("php");
        var started = ChildProcess.Start(
            "php",
            ["-S", $"127.0.0.1:{listening}", "-t", docroot, .. router is null ? [] : (string[])[router]],
            directory.Combine("log"),
            environment);
        var server = new PhpServer(started, directory, listening);
        try
        {
            await started.WaitUntilReadyAsync(cancellationToken => FreePort.IsOpenAsync(listening, cancellationToken));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>The body that <paramref name="path"/> answers with.</summary>
    /// <exception cref="HttpRequestException">The status isn't a success.</exception>
    public async Task<string> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await process.DisposeAsync();
        scratch.Dispose();
    }
}
