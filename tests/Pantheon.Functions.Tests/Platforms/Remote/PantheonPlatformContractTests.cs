using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Tests.Archives;
using Pantheon.Functions.Tests.Migrations;

namespace Pantheon.Functions.Tests.Platforms.Remote;

[NeedsAzurite]
public sealed class PantheonPlatformContractTests : PlatformContract, IAsyncLifetime
{
    private FakePantheon? platform;

    public async Task InitializeAsync() => platform = await FakePantheon.StartAsync();

    public async Task DisposeAsync() => await platform!.DisposeAsync();

    private protected override async Task<PantheonHost> StartAsync() => await PantheonHost.StartNewAsync(new FakeTimeProvider(SampleMigration.Now), settings:
    [
        "Platform:Kind=Pantheon", $"Platform:Pantheon:BaseAddress={platform!.BaseAddress}", $"Platform:Pantheon:MachineToken={FakePantheon.Token}",
        "Archives:Store=AzureBlobs", $"Archives:ConnectionString={(await AzuriteServer.Shared).ConnectionString}",
    ]);

    private protected override IEnumerable<string> SitesOf(PantheonHost host) => platform!.Sites.Keys;
}
