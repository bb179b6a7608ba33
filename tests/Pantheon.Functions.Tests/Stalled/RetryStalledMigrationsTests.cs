using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Tests.Migrations;
using Pantheon.Functions.Tests.Platforms;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Stalled;

/// <summary>The sweep through its timer: only the clock moves.</summary>
public sealed class RetryStalledMigrationsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly byte[] Archive = SampleSites.WordPress().ToTarGzip();

    private readonly FakeTimeProvider time = new(SampleMigration.Now);

    [Fact]
    public async Task Sweep_StepThatStopsMovingOnce_IsBegunAgainFromItsCheckpoint()
    {
        var (hook, gate, codeImports) = (new PlatformHook(), new Gate(), 0);
        hook.Before = (step, import, token) =>
        {
            codeImports += step == Step.ImportCode ? 1 : 0;
            return step == Step.ImportDatabase && import!.Migration.Attempt == 1 ? gate.PassAsync(token) : Task.CompletedTask;
        };
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(time, hook.AddTo);
        var id = await BeginAsync(host, server, "stops-once");
        await gate.Reached;
        var stopped = time.GetUtcNow();

        await host.UntilAsync(id, m => m.Attempt == 2, Minute);
        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Equal((MigrationPhase.Succeeded, 2, 0), (end.Phase, end.Attempt, end.StalledAttempts));
        Assert.True(end.CompletedAt - stopped >= TimeSpan.FromMinutes(15));
        Assert.Equal(1, codeImports);
        await host.EmailsAreAsync("completed:1 started:1");
        gate.Open();
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("reports where it began")]
    [InlineData("reports the same each time")]
    public async Task Sweep_StepThatNeverMovesOn_FailsAtTheThirdAttempt(string how)
    {
        var (hook, gate) = (new PlatformHook(), new Gate());
        hook.Before = async (step, import, token) =>
        {
            if (step != Step.VerifyImport)
                return;
            await ReportAsync(import!, how);
            await gate.PassAsync(token);
        };
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(time, hook.AddTo);
        var id = await BeginAsync(host, server, "never-moves");

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded() || m.Attempt > 4, Minute);
        await Poll.UntilAsync(() => host.EmailKinds() == "failed:1 started:1");

        Assert.Equal((MigrationPhase.Failed, 3), (end.Phase, end.Attempt));
        Assert.Equal(("migration.stalled", false), (end.Failure!.Code, end.Failure.Retryable));
        Assert.Null(end.RetryAt);
        gate.Open();
    }

    [Fact]
    public async Task Sweep_EachAttemptComesFurther_GoesOnBeyondThree()
    {
        var (hook, gate) = (new PlatformHook(), new Gate());
        hook.Before = async (step, import, token) =>
        {
            if (step != Step.ImportFiles || import!.Migration.Attempt > 5)
                return;
            await import.Report(new(import.Migration.Attempt * 10, 100, "files"));
            await gate.PassAsync(token);
        };
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(time, hook.AddTo);
        var id = await BeginAsync(host, server, "further");

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded(), Minute);

        Assert.Equal((MigrationPhase.Succeeded, 6), (end.Phase, end.Attempt));
        gate.Open();
    }

    [Fact]
    public async Task Sweep_SourceStaysBroken_IsTriedAgainByThePlanAndThenFailsForGood()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(time);
        var id = await host.CreateAsync("plan");
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Error(500)));
        var waits = new List<double>();
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            var failed = await host.UntilAsync(id, m => m.Phase == MigrationPhase.Failed && m.Attempt == attempt, TimeSpan.FromSeconds(20));
            await host.IdleAsync(id, attempt);
            await host.EmailsAreAsync(attempt == 6 ? "failed:1 started:1" : "started:1");
            if (failed.RetryAt is not { } at)
                break;
            waits.Add((at - failed.CompletedAt!.Value).TotalMinutes);
            time.Advance(at - time.GetUtcNow() - Minute);
        }

        Assert.Equal([5, 30, 120, 480, 1440], waits);
        var end = await host.Store.FindAsync(id, default);
        Assert.Equal((MigrationPhase.Failed, 6, "archive.unreachable"), (end!.Phase, end.Attempt, end.Failure!.Code));
    }

    [Fact]
    public async Task Sweep_SourceIsMended_SucceedsAtTheNextTry()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(time);
        var id = await host.CreateAsync("mends");
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Error(500)));
        await host.UntilAsync(id, MigrationPhase.Failed, TimeSpan.FromSeconds(5));
        await host.IdleAsync(id, 1);
        server.Serve("/a", Answer.Bytes(Archive));

        await host.UntilAsync(id, m => m.Attempt == 2, Minute);
        var end = await host.UntilAsync(id, MigrationPhase.Succeeded);

        Assert.Equal((2, 0), (end.Attempt, end.Retries));
        Assert.Null(end.Failure);
    }

    [Fact]
    public async Task Sweep_NobodyGivesTheArchive_RemindsThreeTimesThenExpires()
    {
        await using var host = await PantheonHost.StartNewAsync(time);
        var id = await host.CreateAsync("forgotten");
        var began = (await host.UntilAsync(id, MigrationPhase.AwaitingPlugin)).WaitingSince!.Value;

        var end = await host.UntilAsync(id, MigrationPhase.Expired, TimeSpan.FromHours(2));
        await Poll.UntilAsync(() => host.EmailKinds() == "expired:1 reminder:3 started:1");

        Assert.InRange((end.CompletedAt!.Value - began).TotalDays, 14, 14.1);
        var days = host.Emails().Where(mail => mail.MessageId!.Contains("-reminder-", StringComparison.Ordinal)).Select(mail => Math.Round((mail.Date - began).TotalDays, 0));
        Assert.Equal([1, 3, 7], days);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await host.IdleAsync(id, 1)).RuntimeStatus);
    }

    [Fact]
    public async Task Sweep_ServiceWasDownForAWeek_RemindsOnce()
    {
        await using var host = await PantheonHost.StartNewAsync(time);
        var id = await host.CreateAsync("down");
        await host.UntilAsync(id, MigrationPhase.AwaitingPlugin);
        await host.StopAsync();
        time.Advance(TimeSpan.FromDays(8));
        await host.StartAsync();

        await host.UntilAsync(id, m => m.Reminders == 3, Minute);

        await host.EmailsAreAsync("reminder:1 started:1");
    }

    [Fact]
    public async Task Sweep_RecordWithoutOrchestration_IsStarted()
    {
        await using var host = await PantheonHost.StartNewAsync(time);
        await host.Store.CreateAsync(SampleMigration.Of("lost"), null, default);

        var waiting = await host.UntilAsync("lost", MigrationPhase.AwaitingPlugin, Minute);

        Assert.Equal(1, waiting.Attempt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sweep_OrchestrationEndedBeforeTheRecord_IsBegunAgain(bool wasWaiting)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(time);
        var id = await host.CreateAsync("ended-before");
        await host.UntilAsync(id, MigrationPhase.AwaitingPlugin);
        await host.Durable.TerminateInstanceAsync($"{id}-1", (object?)null, default);
        await host.IdleAsync(id, 1);
        if (!wasWaiting)
            await host.Store.ChangeAsync(id, m => m with { Phase = MigrationPhase.Copying }, default);

        var again = await host.UntilAsync(id, m => m.Attempt == 2, Minute);
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(Archive)));
        var end = await host.UntilAsync(id, m => m.Phase.IsEnded(), TimeSpan.FromSeconds(1));

        Assert.Equal(MigrationPhase.AwaitingPlugin, again.Phase);
        Assert.Equal((MigrationPhase.Succeeded, 2), (end.Phase, end.Attempt));
    }

    [Fact]
    public async Task Sweep_EventWasLost_IsWoken()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(time);
        var id = await host.CreateAsync("event-lost");
        await host.UntilAsync(id, MigrationPhase.AwaitingPlugin);
        var source = new ArchiveSource(server.Serve("/a", Answer.Bytes(Archive)), null, time.GetUtcNow());
        await host.Store.ChangeAsync(id, m => m with { Source = source }, default);

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded(), Minute);

        Assert.Equal((MigrationPhase.Succeeded, 1), (end.Phase, end.Attempt));
    }

    [Fact]
    public async Task Sweep_OneMigrationThatCanNotBeHelped_OthersAreLookedAfter()
    {
        await using var host = await PantheonHost.StartNewAsync(time);
        // Nobody can send an email to the first one: its reminder fails at every sweep.
        foreach (var id in new[] { "a", "b" })
        {
            var migration = SampleMigration.Of(id, MigrationPhase.AwaitingPlugin) with { Done = [Step.CreateSite, Step.IssueMachineToken], WaitingSince = time.GetUtcNow().AddDays(-2) };
            await host.Store.CreateAsync(id == "a" ? migration with { NotifyEmail = "@@" } : migration, null, default);
        }

        await host.UntilAsync("b", m => m.Reminders == 1, Minute);

        Assert.Equal(0, (await host.Store.FindAsync("a", default))!.Reminders);
        Assert.Contains(host.Logs.Lines, line => line.Contains("could not look after migration a", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Complete_FailsAtFirst_TheNextAttemptCompletesWithOneEmail()
    {
        var hook = new ArchiveStoreHook();
        var failures = 0;
        hook.Deleting = _ => failures++ < 4 ? throw new IOException("The disk is away.") : Task.CompletedTask;
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(time, hook.AddTo);
        var id = await BeginAsync(host, server, "complete-twice");

        var end = await host.UntilAsync(id, MigrationPhase.Succeeded, TimeSpan.FromSeconds(5));
        await host.IdleAsync(id, 2);

        Assert.Equal(2, end.Attempt);
        await host.EmailsAreAsync("completed:1 started:1");
    }

    private static async Task ReportAsync(SiteImport import, string how)
    {
        if (how == "reports where it began")
            await import.Report(new(0, 10, "entries"));
        if (how == "reports the same each time")
            await import.Report(new(5, 10, "entries"));
    }

    private static async Task<string> BeginAsync(PantheonHost host, ArchiveServer server, string name)
    {
        var id = await host.CreateAsync(name);
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(Archive)));
        return id;
    }
}
