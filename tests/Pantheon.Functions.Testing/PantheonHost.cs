using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Embedded.Hosting;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Testing;

/// <summary>The whole service in this process, on a data directory of its own and a free port. Can be stopped and started again.</summary>
internal sealed class PantheonHost : IAsyncDisposable
{
    internal const string Key = "a-key-that-only-the-tests-know-0123456789";

    /// <summary>What the tests' archive servers are called: the downloader takes nothing from loopback unless it is told to.</summary>
    private const string ArchiveHost = "127.0.0.1";

    private readonly ScratchDirectory scratch = ScratchDirectory.Create("functions");
    private IHost? host;
    private HttpClient? http;

    /// <summary>Where the service keeps its data.</summary>
    internal string DataDirectory => scratch.Combine("data");

    /// <summary>The service's clock; null takes the machine's.</summary>
    internal FakeTimeProvider? Time { get; init; }

    /// <summary>Further settings, as "Section:Key=value"; they win over the host's own.</summary>
    internal IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Changes services, at every start.</summary>
    internal Action<IServiceCollection>? Configure { get; init; }

    internal RecordedLogs Logs { get; } = new();

    internal IServiceProvider Services => host?.Services ?? throw new InvalidOperationException("The host was not started.");

    internal IMigrationStore Store => Services.GetRequiredService<IMigrationStore>();

    internal DurableTaskClient Durable => Services.GetRequiredService<DurableTaskClient>();

    /// <summary>A client that is signed in.</summary>
    internal HttpClient Http => http ?? throw new InvalidOperationException("The host was not started.");

    internal static async Task<PantheonHost> StartNewAsync(FakeTimeProvider? time = null, Action<IServiceCollection>? configure = null, params string[] settings)
    {
        var started = new PantheonHost { Time = time, Configure = configure, Settings = settings };
        try
        {
            return await started.StartAsync();
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    internal async Task<PantheonHost> StartAsync()
    {
        host = Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            await KillAsync();
            throw;
        }

        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        http = Client(new Uri(address), Key);
        return this;
    }

    /// <summary>A client of another caller; null signs nobody in.</summary>
    internal HttpClient ClientOf(string? key) => Client(Http.BaseAddress!, key);

    /// <summary>Stops in order: what runs is given no time, and is to go on at the next start.</summary>
    internal async Task StopAsync()
    {
        await host!.StopAsync();
        await KillAsync();
    }

    /// <summary>Ends without telling anybody to stop.</summary>
    internal async Task KillAsync()
    {
        http?.Dispose();
        http = null;
        if (host is IAsyncDisposable running)
            await running.DisposeAsync();
        host = null;
    }

    internal async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await StopAsync();
        scratch.Dispose();
    }

    private IHost Build()
    {
        string[] arguments =
        [
            $"--DataDirectory={DataDirectory}", "--urls=http://127.0.0.1:0", "--PublicUrl=http://service.test", $"--Auth:LocalKey={Key}", "--StopGrace=00:00:00",
            $"--Archives:AllowedPrivateHosts:0={ArchiveHost}", "--Imports:SessionsPlugin=", "--Archives:KeepFor=00:00:00", .. Settings.Select(setting => $"--{setting}"),
        ];
        var builder = FunctionsApplication.CreateBuilder(arguments);
        builder.ConfigureFunctionsWebApplication();
        if (Time is not null)
            builder.Services.AddSingleton<TimeProvider>(Time);
        builder.AddPantheon();
        builder.Services.Configure<EmbeddedOptions>(options => options.FunctionAssemblies.Add(typeof(PantheonApp).Assembly));
        builder.Logging.ClearProviders().AddProvider(Logs);
        Configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private static HttpClient Client(Uri address, string? key)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
