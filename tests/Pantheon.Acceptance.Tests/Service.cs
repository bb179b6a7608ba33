using System.Diagnostics;
using System.Net.Http.Headers;

namespace Pantheon.Acceptance.Tests;

/// <summary>
/// The service under test: a process of its own on a scratch data directory, or, where PANTHEON_BASE_ADDRESS and PANTHEON_KEY are set,
/// whatever runs at that address.
/// </summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly string? Remote = Environment.GetEnvironmentVariable("PANTHEON_BASE_ADDRESS");

    private readonly ScratchDirectory scratch = ScratchDirectory.Create("acceptance");
    private readonly string[] settings;
    private Process? process;

    private Service(string[] settings) => this.settings = settings;

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>What it was signed in with: the local key, usually.</summary>
    internal string Key { get; private set; } = string.Empty;

    /// <summary>Whether the process, and so its data directory, is the tests' own.</summary>
    internal static bool IsOwn => Remote is null;

    internal string DataDirectory => scratch.Combine("data");

    internal MigrationClient Migrations => new(Http);

    internal static async Task<Service> StartAsync(params string[] settings)
    {
        var service = new Service(settings);
        await service.StartAsync();
        return service;
    }

    /// <summary>Calls as another, or as the same who signed in again.</summary>
    internal void SignIn(string bearer)
    {
        Key = bearer;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
    }

    /// <summary>kill -9, as a crash would be.</summary>
    internal async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
        Http.Dispose();
    }

    internal async Task RestartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        if (process is not null)
            await KillAsync();
        scratch.Dispose();
    }

    private async Task StartAsync()
    {
        var address = Remote ?? PhpServer.Address(PhpServer.TakePort()).ToString();
        if (IsOwn)
        {
            var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = scratch.Path };
            string[] arguments =
            [
                Path.Combine(AppContext.BaseDirectory, "Pantheon.Functions.dll"), $"--urls={address}", $"--DataDirectory={DataDirectory}",
                "--Archives:AllowedPrivateHosts:0=127.0.0.1", "--Imports:SessionsPlugin=", "--RateLimits:PerCaller=1000000", "--RateLimits:PerAddress=1000000", .. settings,
            ];
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
            process = Process.Start(start)!;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            AppDomain.CurrentDomain.ProcessExit += OnExit;
        }

        Http = new HttpClient { BaseAddress = new Uri(address) };
        await Poll.UntilAsync(AnswersAsync, TimeSpan.FromSeconds(60));
        var keyFile = Path.Combine(DataDirectory, "local.key");
        if (Environment.GetEnvironmentVariable("PANTHEON_KEY") is { } key)
            SignIn(key);
        else if (File.Exists(keyFile)) // there is none where callers sign in another way
            SignIn((await File.ReadAllTextAsync(keyFile)).Trim());
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (process?.HasExited == true)
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

    private void OnExit(object? sender, EventArgs e) => process?.Kill();
}
