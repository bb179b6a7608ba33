using System.Net;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Archives.Http;

public sealed class KeepArchiveTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider time = new(SampleMigration.Now);

    [Fact]
    public async Task Archive_OfAMigrationThatSucceeded_IsDeletedDaysLater()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await StartAsync();
        var (id, end) = await host.MigrateAsync(server, SampleSites.WordPress().ToTarGzip(), "kept");
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromDays(2), end.DeleteArchiveAt);
        Assert.NotEmpty(host.CopiesOf(id));

        await host.UntilAsync(id, m => m.DeleteArchiveAt is null, Hour);
        await Poll.UntilAsync(() => !host.CopiesOf(id).Any());

        Assert.True(time.GetUtcNow() - end.CompletedAt >= TimeSpan.FromDays(2));
    }

    [Fact]
    public async Task Keep_ThenLetGo_StaysUntilThen()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await StartAsync();
        var (id, _) = await host.MigrateAsync(server, SampleSites.WordPress().ToTarGzip(), "on-demand");

        using var kept = await host.Http.PutAsync($"/api/migrations/{id}/archive/keep", ApiCalls.Body("""{"keep":true}"""));
        Assert.Null((await host.Store.FindAsync(id, default))!.DeleteArchiveAt);
        using var let = await host.Http.PutAsync($"/api/migrations/{id}/archive/keep", ApiCalls.Body("""{"keep":false}"""));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (kept.StatusCode, let.StatusCode));
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromDays(2), (await host.Store.FindAsync(id, default))!.DeleteArchiveAt);
    }

    [Fact]
    public async Task Retry_AfterTheArchiveWasDeleted_CopiesItAnew()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await StartAsync();
        var (id, failed) = await host.MigrateAsync(server, SampleSites.WordPress(dump: null).ToTarGzip(), "failed");
        Assert.Equal(MigrationPhase.Failed, failed.Phase);
        var gone = await host.UntilAsync(id, m => m.DeleteArchiveAt is null, Hour);
        Assert.Equal((null, null), (gone.Copy, gone.Archive));

        server.Serve($"/{id}.tar.gz", Answer.Bytes(SampleSites.WordPress().ToTarGzip()));
        using var retry = await host.Http.PostAsync($"/api/migrations/{id}/retry", null);

        Assert.Null((await host.UntilAsync(id, m => m.Phase.IsEnded())).Failure);
    }

    [Theory]
    [InlineData("""{"keep":1}""", 400)]
    [InlineData("""{}""", 400)]
    [InlineData("""{"keep":true}""", 409)]
    public async Task Keep_NothingToKeep_IsRefused(string body, int status)
    {
        await using var host = await StartAsync();
        var migration = await host.Store.CreateAsync(SampleMigration.Of("bare", MigrationPhase.Succeeded), null, default);

        using var response = await host.Http.PutAsync($"/api/migrations/{migration.Id}/archive/keep", ApiCalls.Body(body));

        Assert.Equal(status, (int)response.StatusCode);
        await response.CodeOfAsync();
    }

    private Task<PantheonHost> StartAsync() => PantheonHost.StartNewAsync(time, settings: "Archives:KeepFor=2.00:00:00");
}
