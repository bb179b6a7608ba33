using System.Net;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests.Migrations.Http;

public sealed class PutArchiveTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Dropbox = "https://www.dropbox.com/scl/fi/abc/site.tar.gz?rlkey=S3CRET&dl=0";

    private readonly PantheonHost host = fixture.Host;

    [Fact]
    public async Task Put_ShareLink_BecomesDirectAndItsKeyIsNotTold()
    {
        // Nothing works on the record: it has no orchestration, and the sweep has not come.
        await using var own = await PantheonHost.StartNewAsync(new(SampleMigration.Now));
        var id = (await own.Store.CreateAsync(SampleMigration.Of("dropbox", MigrationPhase.CreatingSite), null, default)).Id;
        using var response = await own.Http.PutAsync($"/api/migrations/{id}/archive", ApiCalls.Body($$"""{"url":"{{Dropbox}}"}"""));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.DoesNotContain("S3CRET", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("?rlkey=S3CRET&dl=1", (await own.Store.FindAsync(id, default))!.Source!.Url.Query);
        var log = await own.Http.GetStringAsync($"/api/migrations/{id}/log");
        Assert.Contains("https://www.dropbox.com/scl/fi/abc/site.tar.gz", log, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CRET", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", "url")]
    [InlineData("""{"url":7}""", "url")]
    [InlineData("""{"url":"old.example.com/a.tar.gz"}""", "url")]
    [InlineData("""{"url":"ftp://old.example.com/a.tar.gz"}""", "url")]
    [InlineData("""{"url":"https://me:secret@old.example.com/a.tar.gz"}""", "url")]
    [InlineData("""{"url":"a\ud800"}""", "url")]
    [InlineData("""{"url":"https://old.example.com/a","sha256":"abc"}""", "sha256")]
    [InlineData("""{"url":"https://old.example.com/a","sha256":5}""", "sha256")]
    [InlineData("""{"url":"https://old.example.com/a","sha256":"zz00000000000000000000000000000000000000000000000000000000000000"}""", "sha256")]
    [InlineData("""{"url":"","sha256":""}""", "sha256,url")]
    public async Task Put_WrongField_IsRefused(string body, string fields)
    {
        var id = await WaitingAsync($"put-{Guid.NewGuid():N}");
        using var response = await host.Http.PutAsync($"/api/migrations/{id}/archive", ApiCalls.Body(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(fields.Split(','), (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Null((await host.Store.FindAsync(id, default))!.Source);
    }

    [Fact]
    public async Task Put_NotJson_IsRefused()
    {
        var id = await WaitingAsync("put-not-json");
        using var response = await host.Http.PutAsync($"/api/migrations/{id}/archive", ApiCalls.Body("url=x", "application/x-www-form-urlencoded"));

        Assert.Equal("request.mediaType", await response.CodeOfAsync());
    }

    [Theory]
    [InlineData(MigrationPhase.Copying)]
    [InlineData(MigrationPhase.Inspecting)]
    [InlineData(MigrationPhase.Importing)]
    [InlineData(MigrationPhase.Verifying)]
    [InlineData(MigrationPhase.Completing)]
    [InlineData(MigrationPhase.Succeeded)]
    [InlineData(MigrationPhase.Cancelled)]
    [InlineData(MigrationPhase.Expired)]
    public async Task Put_PhaseThatTakesNone_IsAConflict(MigrationPhase phase)
    {
        var migration = SampleMigration.Of($"put-in-{phase}", phase) with { Done = phase == MigrationPhase.Expired ? [Step.CreateSite] : [Step.CreateSite, Step.AwaitArchive] };
        await host.Store.CreateAsync(migration, null, default);
        using var response = await host.Http.PutAsync($"/api/migrations/{migration.Id}/archive", ApiCalls.Body("""{"url":"https://old.example.com/a.tar.gz"}"""));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("migration.phase", await response.CodeOfAsync());
    }

    private async Task<string> WaitingAsync(string name)
    {
        var id = await host.CreateAsync(name);
        await host.UntilAsync(id, MigrationPhase.AwaitingPlugin);
        return id;
    }
}
