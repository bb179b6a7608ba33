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
        var made = await services!.GetRequiredService<IMachineTokenStore>().FindAsync("racing", default);
        Assert.Equal((true, null), (made!.ExpiresAt - made.IssuedAt < TimeSpan.FromMinutes(5), made.Sealed));
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
}
