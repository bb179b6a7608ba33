using Microsoft.Extensions.DependencyInjection;
using Pantheon.Archives;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Tests.Archives;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Platforms;

/// <summary>What every implementation of <see cref="IPlatform"/> does. A subclass gives a host that has it, with no site yet.</summary>
public abstract class PlatformContract
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Names of the sites that the platform has.</summary>
    private protected abstract IEnumerable<string> SitesOf(PantheonHost host);

    private protected abstract Task<PantheonHost> StartAsync();

    [ContractFact]
    public async Task Create_FreeName_TakesItInAnyCase()
    {
        await using var host = await StartAsync();
        var platform = host.Services.GetRequiredService<IPlatform>();
        Assert.False(await platform.IsNameTakenAsync("new-site", default));

        var site = await CreateAsync(platform, "m1", "new-site", Work());

        Assert.NotEmpty(site.Id);
        Assert.StartsWith("http", site.DashboardUrl, StringComparison.Ordinal);
        Assert.True(await platform.IsNameTakenAsync("new-site", default));
        Assert.True(await platform.IsNameTakenAsync("NEW-site", default));
    }

    [ContractFact]
    public async Task Create_SameMigrationTwice_IsOneSite()
    {
        await using var host = await StartAsync();
        var (platform, work) = (host.Services.GetRequiredService<IPlatform>(), Work());

        var first = await CreateAsync(platform, "m1", "twice", work);
        var second = await CreateAsync(platform, "m1", "twice", work);

        Assert.Equal(first, second);
        Assert.Equal(["twice"], SitesOf(host));
    }

    [ContractFact]
    public async Task Create_NameOfAnotherMigration_IsRefusedForGood()
    {
        await using var host = await StartAsync();
        var platform = host.Services.GetRequiredService<IPlatform>();
        await CreateAsync(platform, "m1", "mine", Work());

        var refusal = await Assert.ThrowsAsync<PermanentFailureException>(() => CreateAsync(platform, "m2", "mine", Work()));

        Assert.Equal("site.nameTaken", refusal.Code);
    }

    [ContractFact]
    public async Task Migrate_Whole_EndsVerifiedAndKeepsNoWork()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await StartAsync();
        var id = await host.CreateAsync("whole");
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded(), Second);

        Assert.Null(end.Failure);
        Assert.Null(end.PlatformWork);
        Assert.True((bool)(await host.ReportAsync(id))["verification"]!["ok"]!);
        Assert.Equal(["whole"], SitesOf(host));
    }

    private static PlatformWork Work() => new(null, _ => Task.CompletedTask);

    private static async Task<MigratedSite> CreateAsync(IPlatform platform, string migrationId, string name, PlatformWork work)
    {
        // Asked again and again, as the orchestrator does.
        for (var asked = 0; asked < 20; asked++)
        {
            if (await platform.CreateSiteAsync(new(migrationId, name, Framework.WordPress, null), work, default) is { } site)
                return site;
        }

        throw new TimeoutException("The site was not there after 20 calls.");
    }
}
