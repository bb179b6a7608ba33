using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pantheon.Embedded.Functions.Builder;
using Pantheon.Embedded.Hosting;

namespace Pantheon.Embedded.Tests.Hosting;

/// <summary>The functions of this assembly in a host of their own: a data directory, a free port. Can be stopped and started again.</summary>
internal sealed class TestHost(Action<FunctionsApplicationBuilder>? configure = null, params string[] settings) : IAsyncDisposable
{
    internal const string EveryFiveMinutes = "--TickSchedule=0 */5 * * * *";

    private IHost? host;

    internal Seen Seen { get; } = new();

    internal string DataDirectory { get; } = Directory.CreateTempSubdirectory("host-").FullName;

    internal HttpClient Http { get; private set; } = new();

    internal IServiceProvider Services => host!.Services;

    internal static async Task<TestHost> StartAsync(Action<FunctionsApplicationBuilder>? configure = null)
    {
        var started = new TestHost(configure, EveryFiveMinutes);
        try
        {
            await started.StartAsync();
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    internal async Task StartAsync()
    {
        string[] args = [$"--DataDirectory={DataDirectory}", "--urls", "http://127.0.0.1:0", .. settings];
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders();
        builder.Services.Configure<EmbeddedOptions>(options => options.FunctionAssemblies.Add(typeof(TestFunctions).Assembly));
        builder.Services.AddSingleton(Seen);
        configure?.Invoke(builder);
        host = builder.Build();
        await host.StartAsync();
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
    }

    internal async Task StopAsync()
    {
        await host!.StopAsync();
        await DisposeHostAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (host is not null)
            await StopAsync();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private async Task DisposeHostAsync()
    {
        await ((IAsyncDisposable)host!).DisposeAsync();
        host = null;
    }
}
