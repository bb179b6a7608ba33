using System.Text.Json.Nodes;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests.Migrations.Http;

public sealed class ListMigrationsTests(HostFixture fixture) : IClassFixture<HostFixture>, IAsyncLifetime
{
    private readonly PantheonHost host = fixture.Host;

    public async Task InitializeAsync()
    {
        if (await host.Store.FindAsync("l0", default) is not null)
            return;
        for (var i = 0; i < 7; i++)
        {
            var phase = i % 2 == 0 ? MigrationPhase.Succeeded : MigrationPhase.Failed;
            // Two of one age: the order must still be one.
            await host.Store.CreateAsync(SampleMigration.Of($"l{i}", phase, at: SampleMigration.Now.AddMinutes(i / 2)), null, default);
        }

        await host.Store.CreateAsync(SampleMigration.Of("foreign", MigrationPhase.Succeeded, owner: "somebody else"), null, default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task List_ByPages_GivesEachOfTheCallersOnceNewestFirst()
    {
        var (ids, cursor, pages) = (new List<string>(), string.Empty, 0);
        do
        {
            var page = await ListAsync($"limit=2&cursor={cursor}");
            ids.AddRange(Ids(page));
            cursor = (string?)page["cursor"];
            pages++;
        }
        while (cursor is not null && pages < 10);

        Assert.Equal(["l6", "l4", "l5", "l2", "l3", "l0", "l1"], ids);
        Assert.Equal(4, pages);
    }

    [Fact]
    public async Task List_ByPhase_GivesThatPhaseOnly() => Assert.Equal(["l5", "l3", "l1"], Ids(await ListAsync("phase=failed")));

    [Fact]
    public async Task List_PhaseNobodyIsIn_IsEmpty()
    {
        var page = await ListAsync("phase=expired");

        Assert.Empty(Ids(page));
        Assert.Null(page["cursor"]);
    }

    [Theory]
    [InlineData("phase=nowhere")]
    [InlineData("phase=3")]
    [InlineData("phase=failed,succeeded")]
    [InlineData("phase=copying,creatingSite")]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=-1")]
    [InlineData("limit=ten")]
    [InlineData("limit=99999999999999999999")]
    public async Task List_WrongParameter_IsRefused(string query)
    {
        using var response = await host.Http.GetAsync($"/api/migrations?{query}");

        Assert.Equal("request.invalid", await response.CodeOfAsync());
        Assert.Equal([query.Split('=')[0]], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("limit=200")]
    [InlineData("limit=7")]
    [InlineData("cursor=nonsense")]
    [InlineData("cursor=!!!")]
    public async Task List_AllFit_IsOnePage(string query)
    {
        var page = await ListAsync(query);

        Assert.Equal(7, Ids(page).Count);
        Assert.Null(page["cursor"]);
    }

    private static List<string> Ids(JsonObject page) => [.. page["items"]!.AsArray().Select(item => (string)item!["id"]!)];

    private async Task<JsonObject> ListAsync(string query) =>
        JsonNode.Parse(await host.Http.GetStringAsync($"/api/migrations?{query}"))!.AsObject();
}
