using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Plugin.Store;
using Pantheon.Functions.Tests.Identity;
using Pantheon.Functions.Tests.Migrations;

namespace Pantheon.Functions.Tests.Plugin.Http;

public sealed class CreateMachineTokenTests(PluginFixture fixture) : IClassFixture<PluginFixture>
{
    private readonly PantheonHost host = fixture.Host;

    [Fact]
    public async Task Create_ByTheOwner_ShowsTheTokenOnceAndUncached()
    {
        var id = await host.CreateAsync("shown");
        await host.UntilAsync(id, MigrationPhase.AwaitingPlugin);
        using var response = await host.PostAsync($"/api/migrations/{id}/machine-token", string.Empty);
        var body = await response.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(["token", "expiresAt"], body.Select(field => field.Key));
        Assert.NotNull(MachineToken.TryParse((string?)body["token"]));
        Assert.EndsWith("Z", (string?)body["expiresAt"], StringComparison.Ordinal);
        Assert.Contains("The machine token was shown to its owner", await host.Http.GetStringAsync($"/api/migrations/{id}/log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Again_ReplacesAndRevokesTheFirst()
    {
        var (id, first) = await host.BeginWithPluginAsync("replaced");
        var second = host.Peer("replaced", await host.TokenAsync(id));
        using var old = await first.StartedAsync();
        using var current = await second.StartedAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Accepted), (old.StatusCode, current.StatusCode));
    }

    [Fact]
    public async Task Create_ForDrupal_IsRefusedAndNoneWasIssued()
    {
        var id = await host.CreateAsync("drupal", "drupal7");
        await host.UntilAsync(id, MigrationPhase.AwaitingArchive);
        using var response = await host.PostAsync($"/api/migrations/{id}/machine-token", string.Empty);

        Assert.Equal((HttpStatusCode.Conflict, "machineToken.notNeeded"), (response.StatusCode, await response.CodeOfAsync()));
        Assert.Null(await host.Services.GetRequiredService<IMachineTokenStore>().FindAsync(id, default));
    }

    [Theory]
    [InlineData(MigrationPhase.Completing)]
    [InlineData(MigrationPhase.Succeeded)]
    [InlineData(MigrationPhase.Cancelled)]
    [InlineData(MigrationPhase.Expired)]
    public async Task Create_AfterTheEnd_IsRefused(MigrationPhase phase)
    {
        var id = (await host.Store.CreateAsync(SampleMigration.Of($"ended-{phase}", phase), null, default)).Id;
        using var response = await host.PostAsync($"/api/migrations/{id}/machine-token", string.Empty);

        Assert.Equal((HttpStatusCode.Conflict, "migration.phase"), (response.StatusCode, await response.CodeOfAsync()));
    }

    [Fact]
    public async Task Create_WhileItIsCancelled_LeavesNoToken()
    {
        IServiceProvider? services = null;
        await using var racing = await PantheonHost.StartNewAsync(configure: all => all.Replace(ServiceDescriptor.Singleton<IMachineTokenStore>(provider =>
            new CancellingStore(ActivatorUtilities.CreateInstance<SqliteMachineTokenStore>(services = provider), provider.GetRequiredService<IMigrationStore>()))));
        await racing.Store.CreateAsync(SampleMigration.Of("racing", MigrationPhase.AwaitingPlugin), null, default);
        using var response = await racing.PostAsync("/api/migrations/racing/machine-token", string.Empty);

        Assert.Equal((HttpStatusCode.Conflict, "migration.phase"), (response.StatusCode, await response.CodeOfAsync()));
        Assert.Null(await services!.GetRequiredService<IMachineTokenStore>().FindAsync("racing", default));
    }

    [Fact]
    public async Task Create_ByACookie_NeedsASignInThatIsNotLongAgo()
    {
        var time = new FakeTimeProvider(SampleMigration.Now);
        await using var timed = await PantheonHost.StartNewAsync(time);
        var id = await timed.CreateAsync("by-cookie");
        await timed.UntilAsync(id, MigrationPhase.AwaitingPlugin);
        using var browser = new Browser(timed);
        await browser.SignInAsync(PantheonHost.Key);
        time.Advance(TimeSpan.FromMinutes(5));
        using var inTime = await browser.PostAsync($"/api/migrations/{id}/machine-token");
        time.Advance(TimeSpan.FromSeconds(1));
        using var late = await browser.PostAsync($"/api/migrations/{id}/machine-token");
        await browser.SignInAsync(PantheonHost.Key);
        using var again = await browser.PostAsync($"/api/migrations/{id}/machine-token");

        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
        Assert.Equal((HttpStatusCode.Unauthorized, "reauthenticate"), (late.StatusCode, await late.CodeOfAsync()));
        Assert.Equal(
            "Bearer error=\"insufficient_user_authentication\", error_description=\"Sign in again\", max_age=300", late.Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task SealedCopy_NobodyAskedForIt_IsDestroyedByTheSweep()
    {
        var time = new FakeTimeProvider(SampleMigration.Now);
        await using var timed = await PantheonHost.StartNewAsync(time);
        var id = await timed.CreateAsync("not-asked");
        await timed.UntilAsync(id, MigrationPhase.AwaitingPlugin);
        var store = timed.Services.GetRequiredService<IMachineTokenStore>();
        var issued = (await store.FindAsync(id, default))!;
        await timed.UntilAsync(id, _ => store.FindAsync(id, default).GetAwaiter().GetResult()!.Sealed is null, TimeSpan.FromMinutes(1));

        Assert.NotNull(issued.Sealed);
        Assert.InRange(time.GetUtcNow() - issued.IssuedAt, TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(70));
        Assert.Equal(issued.Hash, (await store.FindAsync(id, default))!.Hash);
    }

    [Fact]
    public async Task Delete_Token_RevokesItAndIsOnTheLog()
    {
        var (id, peer) = await host.BeginWithPluginAsync("deleted");
        using var first = await host.Http.DeleteAsync($"/api/migrations/{id}/machine-token");
        using var second = await host.Http.DeleteAsync($"/api/migrations/{id}/machine-token");
        using var callback = await peer.StartedAsync();

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, callback.StatusCode);
        var log = await host.Http.GetStringAsync($"/api/migrations/{id}/log");
        Assert.Equal(2, log.Split("The machine token was revoked as asked").Length);
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("expired")]
    [InlineData("succeeded")]
    public async Task Token_AtTheEnd_IsRevoked(string how)
    {
        var time = new FakeTimeProvider(SampleMigration.Now);
        await using var server = await ArchiveServer.StartAsync();
        await using var timed = await PantheonHost.StartNewAsync(time, settings: PluginCalls.Setting);
        var (id, peer) = await timed.BeginWithPluginAsync("ends");
        if (how == "cancelled")
            (await timed.PostAsync($"/api/migrations/{id}/cancel", string.Empty)).Dispose();
        else if (how == "succeeded")
            (await peer.ArchiveReadyAsync(server.Serve("/a", Answer.Bytes(Sites.SampleSites.WordPress().ToTarGzip())))).Dispose();
        await timed.UntilAsync(id, m => m.Phase.ToString().Equals(how, StringComparison.OrdinalIgnoreCase), how == "expired" ? TimeSpan.FromHours(2) : TimeSpan.FromSeconds(1));

        await Poll.UntilAsync(async token => await timed.Services.GetRequiredService<IMachineTokenStore>().FindAsync(id, token) is null);
    }

    /// <summary>Cancels the migration in the moment in which its token is made, as a call at the same time would.</summary>
    private sealed class CancellingStore(IMachineTokenStore inner, IMigrationStore migrations) : IMachineTokenStore
    {
        public async Task ReplaceAsync(IssuedToken token, CancellationToken cancellationToken)
        {
            await migrations.ChangeAsync(token.MigrationId, m => m with { Phase = MigrationPhase.Cancelled }, cancellationToken);
            await inner.DeleteAsync(token.MigrationId, cancellationToken);
            await inner.ReplaceAsync(token, cancellationToken);
        }

        public Task<bool> TryAddAsync(IssuedToken token, CancellationToken cancellationToken) => inner.TryAddAsync(token, cancellationToken);

        public Task<IssuedToken?> FindAsync(string migrationId, CancellationToken cancellationToken) => inner.FindAsync(migrationId, cancellationToken);

        public Task<IssuedToken?> FindByHashAsync(string hash, CancellationToken cancellationToken) => inner.FindByHashAsync(hash, cancellationToken);

        public Task<string?> TakeSealedAsync(string migrationId, CancellationToken cancellationToken) => inner.TakeSealedAsync(migrationId, cancellationToken);

        public Task CountUseAsync(string hash, DateTimeOffset at, string? address, CancellationToken cancellationToken) => inner.CountUseAsync(hash, at, address, cancellationToken);

        public Task<bool> DeleteAsync(string migrationId, CancellationToken cancellationToken) => inner.DeleteAsync(migrationId, cancellationToken);

        public Task DestroySealedAsync(DateTimeOffset now, CancellationToken cancellationToken) => inner.DestroySealedAsync(now, cancellationToken);
    }
}
