using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Migrations;
using Pantheon.Functions.Tests.Plugin;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Stalled;

/// <summary>Migrations for which there is nothing to do are left alone by the sweep, until there may be.</summary>
public sealed class PutOffTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider time = new(SampleMigration.Now);

    [Fact]
    public async Task Sweep_WaitingMigration_IsPutOffUntilACallbackComes()
    {
        await using var host = await PantheonHost.StartNewAsync(time, settings: PluginCalls.Setting);
        var (id, peer) = await host.BeginWithPluginAsync("patient");
        var off = await host.UntilAsync(id, m => m.LookAt is not null, Minute);
        using var response = await peer.ProgressAsync(1, 2, "files");

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(off.WaitingSince!.Value.AddDays(1), off.LookAt!.Value, TimeSpan.FromMinutes(10));
        Assert.Null((await host.UntilAsync(id, m => m.Progress?.Done == 1)).LookAt);
    }

    [Fact]
    public async Task Sweep_CallbackWhoseEventIsLost_IsLookedAtSoonAndRead()
    {
        var hook = new DurableClientHook();
        await using var host = await PantheonHost.StartNewAsync(time, hook.AddTo, PluginCalls.Setting);
        var (id, peer) = await host.BeginWithPluginAsync("lost-event");
        await host.UntilAsync(id, m => m.LookAt is not null, Minute);
        hook.Raising = _ => throw new InvalidOperationException("The engine is away.");
        using var response = await peer.ProgressAsync(1, 2, "files");
        var kept = (await host.Store.FindAsync(id, default))!;

        Assert.Equal((null, null), (kept.LookAt, kept.Progress));
        hook.Raising = _ => Task.CompletedTask;
        var sent = time.GetUtcNow();
        await host.UntilAsync(id, m => m.Progress?.Done == 1, Minute);
        Assert.InRange(time.GetUtcNow() - sent, TimeSpan.Zero, TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task Sweep_WaitingMigrationThatWasPutOff_TakesItsArchiveAtOnce()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(time);
        var id = await host.CreateAsync("patient", "drupal7");
        await host.UntilAsync(id, m => m.LookAt is not null, Minute);
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(SampleSites.Drupal7().ToTarGzip())));

        Assert.Equal(MigrationPhase.Succeeded, (await host.UntilAsync(id, m => m.Phase.IsEnded())).Phase);
    }
}
