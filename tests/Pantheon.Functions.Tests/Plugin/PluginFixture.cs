namespace Pantheon.Functions.Tests.Plugin;

/// <summary>One host that takes callbacks for the tests of a class; each takes names of its own.</summary>
public sealed class PluginFixture : IAsyncLifetime
{
    internal PantheonHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await PantheonHost.StartNewAsync(settings: [PluginCalls.Setting, "RateLimits:Callbacks=100000"]);

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
