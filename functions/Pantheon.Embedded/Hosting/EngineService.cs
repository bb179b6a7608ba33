using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.Hosting;

/// <summary>Starts the engine before everything that uses it and stops it after.</summary>
internal sealed class EngineService(DurableEngine engine, IOptions<EmbeddedOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(options.Value.StopGrace, cancellationToken);
}
