using System.Net;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Tests.Platforms;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Migrations.Http;

public sealed class CancelMigrationTests
{
    [Theory]
    [InlineData(MigrationPhase.CreatingSite)]
    [InlineData(MigrationPhase.AwaitingArchive)]
    [InlineData(MigrationPhase.Copying)]
    [InlineData(MigrationPhase.Failed)]
    [InlineData(MigrationPhase.Completing)]
    public async Task Cancel_NotEnded_IsCancelledAndStaysSo(MigrationPhase phase)
    {
        await using var host = await PantheonHost.StartNewAsync();
        var migration = SampleMigration.Of("cancel", phase) with
        {
            Failure = phase == MigrationPhase.Failed ? new("archive.notFound", "t", "d", true) : null,
            RetryAt = phase == MigrationPhase.Failed ? DateTimeOffset.MaxValue : null,
        };
        await host.Store.CreateAsync(migration, null, default);

        using var first = await host.Http.PostAsync("/api/migrations/cancel/cancel", null);
        using var second = await host.Http.PostAsync("/api/migrations/cancel/cancel", null);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        var view = await second.JsonAsync();
        Assert.Equal("cancelled", (string?)view["phase"]);
        Assert.NotNull(view["completedAt"]);
        Assert.Null(view["retryAt"]);
        Assert.Null(view["failure"]);
        Assert.Single(await host.Store.GetLogAsync("cancel", default), line => line.Text == "Cancelled as asked");
    }

    [Theory]
    [InlineData(MigrationPhase.Succeeded)]
    [InlineData(MigrationPhase.Expired)]
    public async Task Cancel_Ended_IsAConflict(MigrationPhase phase)
    {
        await using var host = await PantheonHost.StartNewAsync();
        await host.Store.CreateAsync(SampleMigration.Of("ended", phase), null, default);
        using var response = await host.Http.PostAsync("/api/migrations/ended/cancel", null);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("migration.phase", await response.CodeOfAsync());
    }

    [Theory]
    [InlineData(Step.CreateSite)]
    [InlineData(Step.ImportCode)]
    [InlineData(Step.ImportDatabase)]
    [InlineData(Step.ImportFiles)]
    [InlineData(Step.VerifyImport)]
    [InlineData(Step.CompleteMigration)]
    public async Task Cancel_WhileAStepRuns_TheStepStopsAndNothingFollows(Step held)
    {
        var (gate, steps, stopped) = (new Gate(), new List<Step>(), new Gate());
        var hook = new PlatformHook();
        hook.Before = async (step, import, token) =>
        {
            steps.Add(step);
            if (step == held)
            {
                await gate.PassAsync(token);
                await StepsOnAsync(import, stopped);
            }
        };
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(configure: hook.AddTo);
        var id = await host.CreateAsync("cancelled");
        await host.GiveArchiveAsync(id, server.Serve("/a.tar.gz", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));
        await gate.Reached;

        using var response = await host.Http.PostAsync($"/api/migrations/{id}/cancel", null);
        gate.Open();
        if (held is not (Step.CreateSite or Step.CompleteMigration))
            await stopped.Reached;
        await host.IdleAsync(id, 1);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(MigrationPhase.Cancelled, (await host.Store.FindAsync(id, default))!.Phase);
        Assert.Equal(held, steps[^1]);
        Assert.Empty(new DirectoryInfo(host.DataDirectory).GetFiles($"{id}.*", SearchOption.AllDirectories));
        Assert.DoesNotContain(host.Emails(), mail => mail.MessageId!.Contains("completed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancel_WhileTheArchiveIsTakenIn_LeavesNoArchiveBehind()
    {
        var gate = new Gate();
        var store = new ArchiveStoreHook { Saved = gate.PassAsync };
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(configure: store.AddTo);
        var id = await host.CreateAsync("cancelled-late");
        await host.GiveArchiveAsync(id, server.Serve("/a.tar.gz", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));
        await gate.Reached;

        // What a copy does that came to its end while the cancellation was answered.
        var archive = Directory.GetFiles(Path.Combine(host.DataDirectory, "archives"), $"{id}.*").Single();
        var bytes = await File.ReadAllBytesAsync(archive);
        using var response = await host.Http.PostAsync($"/api/migrations/{id}/cancel", null);
        await File.WriteAllBytesAsync(archive, bytes);
        gate.Open();

        await host.IdleAsync(id, 1);
        await Poll.UntilAsync(() => !File.Exists(archive));
    }

    // The step reports until it is told that it was overtaken.
    private static async Task StepsOnAsync(SiteImport? import, Gate stopped)
    {
        if (import is null)
            return;
        try
        {
            await Poll.UntilAsync(async _ =>
            {
                await import.Report(new(1, 2, "things"));
                return false;
            });
        }
        catch (SupersededException)
        {
            _ = stopped.PassAsync(default);
            throw;
        }
    }
}
