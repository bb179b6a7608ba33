namespace Pantheon.Functions.Tests;

/// <summary>One host for the tests of a class; each takes names of its own.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    internal PantheonHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await PantheonHost.StartNewAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
