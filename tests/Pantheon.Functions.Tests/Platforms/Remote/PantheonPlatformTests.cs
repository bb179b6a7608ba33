using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Platforms.Remote;

/// <summary>Whole migrations to Pantheon, whose API is played; archives lie in Azurite, whose links the platform is given.</summary>
public sealed class PantheonPlatformTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new(SampleMigration.Now);

    [AzuriteFact]
    public async Task Migrate_WordPress_CreatesDeploysImportsAndCompletesOnce()
    {
        await using var platform = await FakePantheon.StartAsync(polls: 3);
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await StartAsync(platform);
        var end = await MigrateAsync(host, server, "moved");

        Assert.Null(end.Failure);
        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal(("site-1", "https://dashboard.pantheon.io/sites/site-1", "https://dev-moved.pantheonsite.io"), (end.Site!.Id, end.Site.DashboardUrl, end.Site.Url));
        string[] begun = ["create_site_for_migration", "deploy_product", "do_migration", "complete_migration"];
        Assert.Equal(begun, platform.Calls.Where(begun.Contains));
        Assert.Single(platform.Calls, call => call == "POST authorize/machine-token");
        using var anybody = new HttpClient();
        Assert.Contains("sp=r&", platform.ImportedFrom, StringComparison.Ordinal);
        var report = await host.ReportAsync(end.Id);
        Assert.True((bool)report["verification"]!["ok"]!);
        Assert.Null(report["verification"]!["database"]);
        Assert.Null(end.PlatformWork);
    }

    [AzuriteFact]
    public async Task Migrate_ServiceEndsWhileThePlatformWorks_GoesOnAndBeginsNothingTwice()
    {
        await using var platform = await FakePantheon.StartAsync(polls: 4);
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await StartAsync(platform);
        var id = await host.CreateAsync("restarted");
        await host.UntilAsync(id, m => m.PlatformWork?.StartsWith("deployed", StringComparison.Ordinal) == true, Second);
        await host.RestartAsync();
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));
        await host.UntilAsync(id, m => m.Phase == MigrationPhase.Importing && m.PlatformWork is not null, Second);
        await host.RestartAsync();

        Assert.Null((await host.UntilAsync(id, m => m.Phase.IsEnded(), Second)).Failure);
        Assert.All(new[] { "create_site_for_migration", "deploy_product", "do_migration", "complete_migration" }, type => Assert.Equal(1, platform.CountOf(type)));
    }

    [AzuriteFact]
    public async Task Create_AnswerIsLost_TheSiteThatWasMadeIsTaken()
    {
        await using var platform = await FakePantheon.StartAsync();
        await using var server = await ArchiveServer.StartAsync();
        var lost = 0;
        platform.Instead = (_, what) =>
        {
            if (what != "create_site_for_migration" || lost++ > 0)
                return null;
            platform.Sites["lost"] = "site-9";
            return Results.StatusCode(504);
        };
        await using var host = await StartAsync(platform);
        var end = await MigrateAsync(host, server, "lost");

        Assert.Null(end.Failure);
        Assert.Equal(("site-9", 1), (end.Site!.Id, platform.CountOf("create_site_for_migration")));
    }

    [AzuriteFact]
    public async Task Create_AnswerIsLostAndTheNameIsAnothers_IsTaken()
    {
        await using var platform = await FakePantheon.StartAsync();
        platform.Owner = "somebody-else";
        platform.Instead = (_, what) =>
        {
            if (what != "create_site_for_migration")
                return null;
            platform.Sites["theirs"] = "site-9";
            return Results.StatusCode(504);
        };
        await using var host = await StartAsync(platform);
        var id = await host.CreateAsync("theirs");

        Assert.Equal("site.nameTaken", (await host.UntilAsync(id, m => m.Phase.IsEnded(), Second)).Failure?.Code);
    }

    [AzuriteTheory]
    [InlineData("""{"result":"failed","final_task":{"reason":"Could not import database, unable to locate a database dump"}}""", "database.missing", "unable to locate")]
    [InlineData("""{"result":"failed","final_task":{"messages":{"1":{"message":"first"},"2":{"message":"Something else broke"}}}}""", "platform.rejected", "Something else broke")]
    [InlineData("""{"result":"failed","final_task":{"reason":"Successfully queued import_site"}}""", "platform.rejected", "Site import failed")]
    [InlineData("""{"result":"failed"}""", "platform.rejected", "Workflow failed.")]
    [InlineData("""{"result":"aborted","reason":"Stopped by staff"}""", "platform.aborted", "Stopped by staff")]
    public async Task Import_ThatFails_IsToldWithItsReasonAndBegunAnewByARetry(string end, string code, string detail)
    {
        await using var platform = await FakePantheon.StartAsync();
        platform.Ends["do_migration"] = end;
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await StartAsync(platform);
        var failed = await MigrateAsync(host, server, "fails");
        Assert.Equal((code, false), (failed.Failure?.Code, failed.Failure!.Retryable));
        Assert.Contains(detail, failed.Failure.Detail, StringComparison.Ordinal);

        platform.Ends.Clear();
        using var retry = await host.Http.PostAsync($"/api/migrations/{failed.Id}/retry", null);

        Assert.Null((await host.UntilAsync(failed.Id, m => m.Phase.IsEnded(), Second)).Failure);
        Assert.Equal(2, platform.CountOf("do_migration"));
    }

    [AzuriteFact]
    public async Task Migrate_FlappingPlatform_SucceedsAllTheSame()
    {
        await using var platform = await FakePantheon.StartAsync();
        var calls = 0;
        platform.Instead = (request, what) => platform.CountOf("create_site_for_migration") == 0 || request.Method != "GET" ? null : (++calls % 4) switch
        {
            1 => Results.StatusCode(503),
            2 => Results.Text("<html>not JSON"),
            3 => Results.Json("Internal error", statusCode: 500),
            _ => null,
        };
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await StartAsync(platform);

        Assert.Null((await MigrateAsync(host, server, "flapping", TimeSpan.FromSeconds(3))).Failure);
    }

    [AzuriteFact]
    public async Task Migrate_SessionEndsInBetween_SignsInAgain()
    {
        await using var platform = await FakePantheon.StartAsync();
        var refused = 0;
        platform.Instead = (_, what) => what == "do_migration" && refused++ == 0 ? Results.Unauthorized() : null;
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await StartAsync(platform);

        Assert.Null((await MigrateAsync(host, server, "session")).Failure);
        Assert.Equal(2, platform.CountOf("POST authorize/machine-token"));
    }

    [AzuriteTheory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Migrate_NotAllowed_FailsAtOnceAndForGood(int status)
    {
        await using var platform = await FakePantheon.StartAsync();
        platform.Instead = (_, what) => what == "create_site_for_migration" ? Results.StatusCode(status) : null;
        await using var host = await StartAsync(platform);
        var id = await host.CreateAsync("not-allowed");

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded(), Second);

        Assert.Equal(("platform.unauthorized", null), (end.Failure?.Code, end.RetryAt));
    }

    [AzuriteFact]
    public async Task Create_PlatformIsAway_IsToldAtOnce()
    {
        await using var platform = await FakePantheon.StartAsync();
        platform.Instead = (_, _) => Results.StatusCode(503);
        await using var host = await StartAsync(platform);
        using var create = await host.PostAsync("/api/migrations", ApiCalls.NewMigration("away"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "platform.unreachable"), (create.StatusCode, await create.CodeOfAsync()));
    }

    [AzuriteFact]
    public async Task LookUps_OfThePlatform_AreItsOwn()
    {
        await using var platform = await FakePantheon.StartAsync();
        platform.Sites["taken"] = "site-5";
        await using var host = await StartAsync(platform);
        using var create = await host.PostAsync("/api/migrations", ApiCalls.NewMigration("taken"));

        Assert.Contains("\"org-1\"", await host.Http.GetStringAsync("/api/organizations"), StringComparison.Ordinal);
        Assert.Contains("\"available\":false", await host.Http.GetStringAsync("/api/site-names/taken"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, "siteNameTaken"), (create.StatusCode, await create.CodeOfAsync()));
    }

    private async Task<Migration> MigrateAsync(PantheonHost host, ArchiveServer server, string name, TimeSpan? step = null)
    {
        var id = await host.CreateAsync(name);
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));
        return await host.UntilAsync(id, m => m.Phase.IsEnded(), step ?? Second);
    }

    private async Task<PantheonHost> StartAsync(FakePantheon platform) => await PantheonHost.StartNewAsync(time, settings:
    [
        "Platform:Kind=Pantheon", $"Platform:Pantheon:BaseAddress={platform.BaseAddress}", $"Platform:Pantheon:MachineToken={FakePantheon.Token}",
        "Archives:Store=AzureBlobs", $"Archives:ConnectionString={(await AzuriteServer.Shared).ConnectionString}",
    ]);
}
