using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Migrations;

public sealed class MigrateSiteTests
{
    [Theory]
    [InlineData("wordpress")]
    [InlineData("drupal7")]
    [InlineData("drupalComposer")]
    public async Task Migrate_SampleSite_SucceedsVerified(string framework)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();

        var (id, end) = await host.MigrateAsync(server, SampleSites.Of(framework).ToTarGzip(), "moved", framework);

        Assert.Null(end.Failure);
        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.True((bool)(await host.ReportAsync(id))["verification"]!["ok"]!);
    }

    [AzuriteFact]
    public async Task Migrate_RecordsAndArchivesInAzureStorage_SucceedsVerified()
    {
        var storage = (await AzuriteServer.Shared).ConnectionString;
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings:
        [
            "Records:Store=AzureTables", $"Records:ConnectionString={storage}", "Archives:Store=AzureBlobs", $"Archives:ConnectionString={storage}",
        ]);

        var (id, end) = await host.MigrateAsync(server, SampleSites.WordPress().ToTarGzip(), $"cloud-{Guid.NewGuid():N}");

        Assert.Null(end.Failure);
        Assert.True((bool)(await host.ReportAsync(id))["verification"]!["ok"]!);
        Assert.Contains("The migration is complete", await host.Http.GetStringAsync($"/api/migrations/{id}/log"), StringComparison.Ordinal);
    }
}
