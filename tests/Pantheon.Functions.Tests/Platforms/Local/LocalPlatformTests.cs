using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Tests.Migrations;

namespace Pantheon.Functions.Tests.Platforms.Local;

public sealed class LocalPlatformTests : PlatformContract
{
    private protected override Task<PantheonHost> StartAsync() => PantheonHost.StartNewAsync(new FakeTimeProvider(SampleMigration.Now));

    private protected override IEnumerable<string> SitesOf(PantheonHost host) =>
        Directory.GetDirectories(Path.Combine(host.DataDirectory, "sites")).Select(path => Path.GetFileName(path));
}
