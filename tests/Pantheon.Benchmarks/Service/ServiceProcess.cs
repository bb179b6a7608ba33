using System.Diagnostics;
using System.Net.Http.Headers;

namespace Pantheon.Benchmarks.Service;

/// <summary>The service as it is run in earnest: a process of its own, with its defaults.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Key = "a-key-that-only-the-benchmarks-know-0123456789";

    private readonly Process process;

    private ServiceProcess(Process process, Uri address)
    {
        this.process = process;
        Http = new HttpClient { BaseAddress = address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    internal HttpClient Http { get; }

    /// <summary>The most memory that it ever held, in MiB.</summary>
    internal double PeakMemory
    {
        get
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) / 1024;
        }
    }

    internal static async Task<ServiceProcess> StartAsync(string dataDirectory, params string[] settings)
    {
        var address = PhpServer.Address(PhpServer.TakePort());
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Pantheon.Functions.dll"), $"--urls={address}", $"--DataDirectory={dataDirectory}", $"--Auth:LocalKey={Key}",
            "--Archives:AllowedPrivateHosts:0=127.0.0.1", "--Imports:SessionsPlugin=", "--RateLimits:PerCaller=1000000", "--RateLimits:PerAddress=1000000", .. settings,
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        var service = new ServiceProcess(Process.Start(start)!, address);
        _ = service.process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        await Poll.UntilAsync(service.AnswersAsync);
        return service;
    }

    /// <summary>kill -9, as a crash would be.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        await KillAsync();
        process.Dispose();
        Http.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (process.HasExited)
            throw new InvalidOperationException($"The service ended with code {process.ExitCode} before it answered.");
        try
        {
            using var answer = await Http.GetAsync(new Uri("/healthz", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void OnExit(object? sender, EventArgs e) => process.Kill();
}
