using System.Net;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests.Migrations.Http;

public sealed class GetMigrationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly PantheonHost host = fixture.Host;

    [Fact]
    public async Task Get_Twice_IsNotModifiedUntilTheRecordChanges()
    {
        var id = (await host.Store.CreateAsync(SampleMigration.Of("etag", MigrationPhase.Failed), null, default)).Id;
        using var first = await host.Http.GetAsync($"/api/migrations/{id}");
        var etag = first.Headers.ETag!.ToString();
        using var same = await GetAsync(id, etag);
        using var oneOfMany = await GetAsync(id, $"\"x\", W/{etag}");

        await host.Store.ChangeAsync(id, m => m with { Retries = 1 }, default);
        using var changed = await GetAsync(id, etag);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(etag, same.Headers.ETag!.ToString());
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotModified, oneOfMany.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(etag, changed.Headers.ETag!.ToString());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/events")]
    [InlineData("GET", "/report")]
    [InlineData("GET", "/log")]
    [InlineData("POST", "/retry")]
    [InlineData("POST", "/cancel")]
    [InlineData("PUT", "/archive")]
    [InlineData("POST", "/machine-token")]
    [InlineData("DELETE", "/machine-token")]
    public async Task EveryCall_UnknownOrAnothersMigration_IsNotFound(string method, string call)
    {
        if (await host.Store.FindAsync("others", default) is null)
            await host.Store.CreateAsync(SampleMigration.Of("others", MigrationPhase.Failed, owner: "somebody else"), null, default);
        foreach (var id in new[] { "unknown", "others", "..%2f", new string('a', 2000) })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/migrations/{id}{call}");
            if (method != "GET")
                request.Content = ApiCalls.Body("""{"url":"https://old.example.com/a.tar.gz"}""");
            using var response = await host.Http.SendAsync(request);

            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Equal("migration.notFound", await response.CodeOfAsync());
        }
    }

    private Task<HttpResponseMessage> GetAsync(string id, string etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/migrations/{id}");
        request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        return host.Http.SendAsync(request);
    }
}
