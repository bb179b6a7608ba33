using System.Net;
using System.Text.Json.Nodes;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Archives;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Inspections;

public sealed class CreateInspectionTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly PantheonHost host = fixture.Host;

    [Theory]
    [InlineData("wordpress", "wordPress")]
    [InlineData("drupal7", "drupal7")]
    [InlineData("drupalComposer", "drupalComposer")]
    public async Task Inspect_AnyFramework_ReportsAndLeavesNothing(string framework, string reported)
    {
        await using var server = await ArchiveServer.StartAsync();
        var id = await CreateAsync(server.Serve("/a", Answer.Bytes(SampleSites.Of(framework).ToTarGzip())));

        var end = await EndAsync(id);

        Assert.Equal("succeeded", (string?)end["phase"]);
        Assert.Equal(reported, (string?)end["inspection"]!["framework"], ignoreCase: true);
        Assert.Equal(64, ((string)end["archive"]!["sha256"]!).Length);
        await Poll.UntilAsync(() => !host.CopiesOf(id).Any());
        Assert.False(Directory.Exists(Path.Combine(host.DataDirectory, "sites")));
        Assert.Empty(JsonNode.Parse(await host.Http.GetStringAsync("/api/migrations"))!["items"]!.AsArray());
    }

    [Fact]
    public async Task Inspect_OtherFramework_SucceedsWithTheError()
    {
        await using var server = await ArchiveServer.StartAsync();
        var id = await CreateAsync(server.Serve("/a", Answer.Bytes(SampleSites.Drupal7().ToTarGzip())), "wordpress");

        var end = await EndAsync(id);

        Assert.Equal("succeeded", (string?)end["phase"]);
        Assert.Contains("code.frameworkMismatch", end["inspection"]!["findings"]!.AsArray().Select(finding => (string?)finding!["code"]));
    }

    [Fact]
    public async Task Inspect_NoArchive_FailsWithTheReason()
    {
        await using var server = await ArchiveServer.StartAsync();
        var id = await CreateAsync(server.Serve("/a", Answer.Bytes("<!doctype html><title>Shared file</title>"u8.ToArray())));

        var end = await EndAsync(id);

        Assert.Equal("failed", (string?)end["phase"]);
        Assert.Equal("archive.format", (string?)end["failure"]!["code"]);
        Assert.Contains("Shared file", (string?)end["failure"]!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_LinkThatExpires_FailsAndWaitsForNoOther()
    {
        await using var server = await ArchiveServer.StartAsync();
        var id = await CreateAsync(server.Serve("/a", request => request.Range == CopyHost.Probe ? CopyHost.Good : Answer.Error(403)));

        Assert.Equal("archive.linkExpired", (string?)(await EndAsync(id))["failure"]!["code"]);
    }

    [Theory]
    [InlineData("""{}""", "url")]
    [InlineData("""{"url":"ftp://old.example.com/a"}""", "url")]
    [InlineData("""{"url":"https://old.example.com/a","framework":"joomla"}""", "framework")]
    [InlineData("""{"url":"","framework":1}""", "framework,url")]
    public async Task Inspect_WrongField_IsRefused(string body, string fields)
    {
        using var response = await host.PostAsync("/api/inspections", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(fields.Split(','), (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Inspection_AsAMigration_IsNotFound()
    {
        await using var server = await ArchiveServer.StartAsync();
        var id = await CreateAsync(server.Serve("/a", Answer.Error(404)));
        var migration = await host.CreateAsync($"migration-{Guid.NewGuid():N}");

        using var asMigration = await host.Http.GetAsync($"/api/migrations/{id}");
        using var asInspection = await host.Http.GetAsync($"/api/inspections/{migration}");

        Assert.Equal("migration.notFound", await asMigration.CodeOfAsync());
        Assert.Equal("inspection.notFound", await asInspection.CodeOfAsync());
        using var cancelled = await host.Http.PostAsync($"/api/migrations/{migration}/cancel", null);
    }

    private async Task<string> CreateAsync(Uri url, string? framework = null)
    {
        using var response = await host.PostAsync("/api/inspections", new JsonObject { ["url"] = url.AbsoluteUri, ["framework"] = framework }.ToJsonString());
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var id = (string)(await response.JsonAsync())["id"]!;
        Assert.Equal($"/api/inspections/{id}", response.Headers.Location?.OriginalString);
        return id;
    }

    private async Task<JsonObject> EndAsync(string id)
    {
        await host.UntilAsync(id, m => m.Phase.IsEnded());
        return JsonNode.Parse(await host.Http.GetStringAsync($"/api/inspections/{id}"))!.AsObject();
    }
}
