using LibGit2Sharp;
using Microsoft.Extensions.DependencyInjection;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Platforms;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Migrations;

/// <summary>The service ends in the middle of each step and starts again on what it left.</summary>
public sealed class RestartTests
{
    private static readonly byte[] Archive = SampleSites.WordPress().ToTarGzip();

    public static TheoryData<Step, bool, bool> Moments()
    {
        var data = new TheoryData<Step, bool, bool>();
        foreach (var step in new[] { Step.CreateSite, Step.ImportCode, Step.ImportDatabase, Step.ImportFiles, Step.VerifyImport, Step.CompleteMigration })
        {
            data.Add(step, true, true);
            data.Add(step, false, true);
            data.Add(step, true, false);
            data.Add(step, false, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Restart_WithinAStepOfThePlatform_GoesOnAndDoesAllOnce(Step held, bool before, bool gracefully)
    {
        var (hook, gate) = (new PlatformHook(), new Gate());
        Task HoldAsync(Step step, CancellationToken token) => step == held ? gate.PassAsync(token) : Task.CompletedTask;
        if (before)
            hook.Before = (step, _, token) => HoldAsync(step, token);
        else
            hook.After = (step, _, token) => HoldAsync(step, token);
        await RestartAsync(gate, gracefully, hook.AddTo);
    }

    [Theory]
    [InlineData("saved")]
    [InlineData("inspecting")]
    [InlineData("deleting")]
    public async Task Restart_WithinACallOfTheArchiveStore_GoesOnAndDoesAllOnce(string moment)
    {
        var (gate, hook) = (new Gate(), new ArchiveStoreHook());
        if (moment == "saved")
            hook.Saved = gate.PassAsync;
        else if (moment == "inspecting")
            hook.Opening = gate.PassAsync;
        else
            hook.Deleting = gate.PassAsync;
        await RestartAsync(gate, gracefully: true, hook.AddTo);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_WhileTheArchiveIsCopied_CopiesAgain(bool gracefully)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var id = await host.CreateAsync("copied");
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(Archive) with { StallAfter = 1000, StallTimes = 1 }));
        await server.WhenStalledAsync("/a");

        await AgainAsync(host, gracefully);

        await CheckAsync(host, id, "copied");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_WhileItWaitsForTheArchive_TakesIt(bool gracefully)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var id = await host.CreateAsync("waits");
        await host.UntilAsync(id, MigrationPhase.AwaitingPlugin);

        await AgainAsync(host, gracefully);
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(Archive)));

        await CheckAsync(host, id, "waits");
    }

    [Fact]
    public async Task Restart_AfterTheEnd_ChangesNothing()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var (id, end) = await host.MigrateAsync(server, Archive, "ended");
        await host.IdleAsync(id, 1);

        await host.RestartAsync();

        Assert.Equal(end, (await host.Store.FindAsync(id, default))! with { Done = end.Done, Reached = end.Reached });
        await CheckAsync(host, id, "ended");
    }

    private static async Task RestartAsync(Gate gate, bool gracefully, Action<IServiceCollection> configure)
    {
        var isFirst = true;
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(configure: services =>
        {
            if (isFirst)
                configure(services);
        });
        var id = await host.CreateAsync("restarted");
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(Archive)));
        await gate.Reached;

        isFirst = false;
        await AgainAsync(host, gracefully);

        await CheckAsync(host, id, "restarted");
    }

    private static async Task AgainAsync(PantheonHost host, bool gracefully)
    {
        if (gracefully)
            await host.StopAsync();
        else
            await host.KillAsync();
        await host.StartAsync();
    }

    private static async Task CheckAsync(PantheonHost host, string id, string name)
    {
        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());
        await host.IdleAsync(id, 1);
        Assert.Equal((MigrationPhase.Succeeded, 1), (end.Phase, end.Attempt));
        Assert.Equal(Enum.GetValues<Step>(), end.Done.Order());
        await host.EmailsAreAsync("completed:1 started:1");
        Assert.True((bool)(await host.ReportAsync(id))["verification"]!["ok"]!);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(host.DataDirectory, "archives")));
        using var repository = new Repository(Path.Combine(host.DataDirectory, "sites", name, "code.git"));
        Assert.Single(repository.Commits);
    }
}
