using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Tests.Migrations;
using Pantheon.Functions.Tests.Platforms;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Plugin;

public sealed class CallbackDeliveryTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new(SampleMigration.Now);
    private readonly DurableClientHook hook = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deliver_EngineIsBlocked_IsAnsweredOnceItsPatienceIsOver(bool blocksTheThread)
    {
        await using var host = await StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("blocked");
        var gate = new Gate();
        using var thread = new ManualResetEventSlim();
        hook.Raising = async _ =>
        {
            var passing = gate.PassAsync(default);
            if (blocksTheThread)
                thread.Wait();
            await passing;
        };

        var answer = peer.ProgressAsync(3, 4, "tables");
        await gate.Reached;
        Assert.False(answer.IsCompleted);
        // The wait has begun, or is about to: the clock goes on until it is over, by less than 100 ms where it had begun.
        await Poll.UntilAsync(() =>
        {
            time.Advance(CallbackDelivery.EnginePatience);
            return answer.IsCompleted;
        });

        Assert.Equal(HttpStatusCode.Accepted, (await answer).StatusCode);
        Assert.True(CallbackDelivery.EnginePatience < TimeSpan.FromMilliseconds(100));
        Assert.Single(await host.Services.GetRequiredService<ICallbackInbox>().ListUnreadAsync(id, default));
        thread.Set();
        gate.Open();
        Assert.Equal(3, (await host.UntilAsync(id, m => m.Progress is not null)).Progress!.Done);
    }

    [Fact]
    public async Task Cancel_MessageThatNobodyRead_LosesItsAddressAndStaysKnown()
    {
        await using var host = await StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("unread");
        hook.Raising = _ => throw new InvalidOperationException("The engine is away.");
        using var ready = await peer.ArchiveReadyAsync(new Uri("https://old.example.com/a.tar.gz?key=S3CRET"));
        Assert.Equal(HttpStatusCode.Accepted, ready.StatusCode);
        Assert.True(await host.Services.GetRequiredService<ICallbackInbox>().HasUnreadAsync(id, default));

        using var cancelled = await host.Http.PostAsync($"/api/migrations/{id}/cancel", null);

        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        Assert.False(await host.Services.GetRequiredService<ICallbackInbox>().HasUnreadAsync(id, default));
    }

    [Fact]
    public async Task Deliver_EngineLosesTheEvent_TheSweepWakesTheMigration()
    {
        await using var host = await StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("lost-event");
        var isLost = true;
        hook.Raising = _ => isLost ? throw new InvalidOperationException("The engine is away.") : Task.CompletedTask;
        using var answer = await peer.ProgressAsync(3, 4, "tables");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        isLost = false;

        Assert.Equal(3, (await host.UntilAsync(id, m => m.Progress is not null, TimeSpan.FromMinutes(1))).Progress!.Done);
    }

    [Fact]
    public async Task Deliver_BeforeTheOrchestrationWaits_IsReadWhenItDoes()
    {
        await using var server = await ArchiveServer.StartAsync();
        var (platform, gate) = (new PlatformHook(), new Gate());
        platform.Before = (step, _, token) => step == Step.CreateSite ? gate.PassAsync(token) : Task.CompletedTask;
        await using var host = await PantheonHost.StartNewAsync(configure: platform.AddTo, settings: PluginCalls.Setting);
        var id = await host.CreateAsync("early");
        await gate.Reached;
        var peer = host.Peer("early", await host.TokenAsync(id));
        using var started = await peer.StartedAsync();
        using var ready = await peer.ArchiveReadyAsync(server.Serve("/early", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));
        gate.Open();

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (started.StatusCode, ready.StatusCode));
        Assert.Equal(MigrationPhase.Succeeded, (await host.UntilAsync(id, m => m.Phase.IsEnded())).Phase);
    }

    [Fact]
    public async Task Deliver_AThousandOfAHundredIdsAtOnce_AreAHundredEvents()
    {
        var raised = 0;
        hook.Raising = _ =>
        {
            Interlocked.Increment(ref raised);
            return Task.CompletedTask;
        };
        await using var host = await StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("thousand");
        var callbacks = Enumerable.Range(0, 100)
            .Select(i => peer.Sign("migration.progress", new { siteName = "thousand", done = i, total = 100, unit = "tables" }, id: $"msg_{i}")).ToList();
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(() => peer.SendAsync(callbacks[i % 100]))));

        Assert.Equal(100, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
        Assert.Equal(900, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        await Poll.UntilAsync(() => raised == 100);
        var inbox = host.Services.GetRequiredService<ICallbackInbox>();
        await Poll.UntilAsync(async token => !await inbox.HasUnreadAsync(id, token), TimeSpan.FromSeconds(60));
        Assert.Equal(100, raised);
        Assert.Equal(1000, (await host.Services.GetRequiredService<IMachineTokenStore>().FindAsync(id, default))!.Uses);
    }

    [Fact]
    public async Task Deliver_MoreThanAHistoryHolds_TheMigrationBeginsItsHistoryAnewAndSucceeds()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: PluginCalls.Setting);
        var (id, peer) = await host.BeginWithPluginAsync("talkative");
        for (var i = 1; i <= 120; i++)
        {
            using var answer = await peer.ProgressAsync(i, 120, "tables");
            await host.UntilAsync(id, m => m.Progress?.Done == i);
        }

        using var ready = await peer.ArchiveReadyAsync(server.Serve("/talkative", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));

        Assert.Equal((MigrationPhase.Succeeded, 1), ((await host.UntilAsync(id, m => m.Phase.IsEnded())) is var end ? end.Phase : default, end.Attempt));
        await host.IdleAsync(id, 1);
        await host.EmailsAreAsync("completed:1 started:1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deliver_PluginIsStartedAgainAfterAFailure_BeginsTheNextAttempt(bool byForm)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("again");
        using var first = await BeginAsync(peer, byForm);
        await host.UntilAsync(id, m => m.Progress is not null);
        using var failed = await peer.FailedAsync("disk.full", "No room on the old site");
        var failure = await host.UntilAsync(id, MigrationPhase.Failed, Second);

        using var again = await BeginAsync(peer, byForm);
        var waiting = await host.UntilAsync(id, m => m.Attempt == 2 && m.Progress is not null);
        using var ready = await peer.ArchiveReadyAsync(server.Serve("/again", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));
        var end = await host.UntilAsync(id, m => m.Phase.IsEnded(), Second);

        Assert.Equal(("plugin.failed", false), (failure.Failure!.Code, failure.Failure.Retryable));
        Assert.Contains("No room on the old site [disk.full]", failure.Failure.Detail, StringComparison.Ordinal);
        Assert.Equal(MigrationPhase.AwaitingPlugin, waiting.Phase);
        Assert.Null(waiting.Failure);
        Assert.Equal((MigrationPhase.Succeeded, 2), (end.Phase, end.Attempt));
    }

    [Fact]
    public async Task Deliver_KnownMessageAfterAFailure_BeginsNothing()
    {
        await using var host = await StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("known-after");
        var started = peer.Sign("migration.started", new { siteName = "known-after" });
        using var first = await peer.SendAsync(started);
        using var failed = await peer.FailedAsync("c", "m");
        await host.UntilAsync(id, MigrationPhase.Failed, Second);
        using var again = await peer.SendAsync(started);
        using var failedAgain = await peer.FailedAsync("c", "another");

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, failedAgain.StatusCode);
        Assert.Equal((MigrationPhase.Failed, 1), ((await host.Store.FindAsync(id, default))!.Phase, (await host.Store.FindAsync(id, default))!.Attempt));
    }

    [Fact]
    public async Task Deliver_EngineCanNotStartTheNextAttempt_IsAnsweredLoggedAndMendedByTheSweep()
    {
        await using var host = await StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("no-start");
        using var failed = await peer.FailedAsync("c", "m");
        await host.UntilAsync(id, MigrationPhase.Failed, Second);
        var isAway = true;
        hook.Starting = _ => isAway ? throw new InvalidOperationException("The engine is away.") : Task.CompletedTask;
        using var again = await peer.StartedAsync();
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        await Poll.UntilAsync(() => host.Logs.Lines.Any(line => line.Contains("could not be set going for a callback", StringComparison.Ordinal)));
        isAway = false;

        Assert.Equal(2, (await host.UntilAsync(id, m => m.Progress is not null, TimeSpan.FromMinutes(1))).Attempt);
    }

    private static Task<HttpResponseMessage> BeginAsync(BlogVaultPeer peer, bool byForm) => byForm ? peer.SubmitAsync(peer.Form()) : peer.StartedAsync();

    private Task<PantheonHost> StartAsync() => PantheonHost.StartNewAsync(time, hook.AddTo, PluginCalls.Setting, "RateLimits:Callbacks=100000");
}
