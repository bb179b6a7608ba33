using System.Net;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Platforms;

namespace Pantheon.Functions.Tests.Migrations.Http;

public sealed class IdempotencyKeyTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Path = "/api/migrations";

    private readonly PantheonHost host = fixture.Host;

    [Fact]
    public async Task Create_SameKeyAndRequest_AnswersTheSameMigration()
    {
        using var first = await host.PostAsync(Path, ApiCalls.NewMigration("same-key"), ("Idempotency-Key", "k1"));
        using var second = await host.PostAsync(Path, "  " + ApiCalls.NewMigration("same-key"), ("Idempotency-Key", "k1"));

        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.Equal((string?)(await first.JsonAsync())["id"], (string?)(await second.JsonAsync())["id"]);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task Create_SameKeyOtherRequest_IsRefused()
    {
        using var first = await host.PostAsync(Path, ApiCalls.NewMigration("first-of-key"), ("Idempotency-Key", "k2"));
        using var second = await host.PostAsync(Path, ApiCalls.NewMigration("second-of-key"), ("Idempotency-Key", "k2"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Equal("idempotencyKey.reused", await second.CodeOfAsync());
    }

    [Fact]
    public async Task Create_SameKeyManyAtOnce_OneMigrationForAll()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => host.PostAsync(Path, ApiCalls.NewMigration("one-for-all"), ("Idempotency-Key", "k3"))));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.Accepted, response.StatusCode));
        Assert.Single((await Task.WhenAll(responses.Select(response => response.JsonAsync()))).Select(migration => (string)migration["id"]!).Distinct());
    }

    [Fact]
    public async Task Create_TwinWhoseSiteIsThereAlready_AnswersTheSameMigration()
    {
        var (gate, held) = (new Gate(), 0);
        var hook = new PlatformHook { NameCheck = token => Interlocked.Increment(ref held) == 1 ? gate.PassAsync(token) : Task.CompletedTask };
        await using var own = await PantheonHost.StartNewAsync(configure: hook.AddTo);

        var late = own.PostAsync(Path, ApiCalls.NewMigration("twins"), ("Idempotency-Key", "k"));
        await gate.Reached;
        using var early = await own.PostAsync(Path, ApiCalls.NewMigration("twins"), ("Idempotency-Key", "k"));
        var id = (string)(await early.JsonAsync())["id"]!;
        await own.UntilAsync(id, MigrationPhase.AwaitingPlugin);
        gate.Open();
        using var answer = await late;

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(id, (string?)(await answer.JsonAsync())["id"]);
    }

    [Fact]
    public async Task Create_KeyOf256Characters_IsRefused()
    {
        using var response = await host.PostAsync(Path, ApiCalls.NewMigration("long-key"), ("Idempotency-Key", new string('k', 256)));

        Assert.Equal("request.invalid", await response.CodeOfAsync());
        Assert.NotNull((await response.JsonAsync())["errors"]!["Idempotency-Key"]);
    }
}
