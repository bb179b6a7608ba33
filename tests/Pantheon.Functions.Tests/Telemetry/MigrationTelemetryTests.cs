using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Telemetry;
using Pantheon.Functions.Tests.Platforms;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Telemetry;

public sealed class MigrationTelemetryTests
{
    [Fact]
    public async Task Migrate_InTwoAttempts_IsOneTraceOfAllItsSteps()
    {
        var parts = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MigrationTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = parts.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var (hook, failures) = (new PlatformHook(), 0);
        hook.Before = (step, _, _) => step == Step.ImportCode && failures++ == 0
            ? throw new PermanentFailureException("test", "t", "d")
            : Task.CompletedTask;
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(configure: hook.AddTo);
        var (id, failed) = await host.MigrateAsync(server, SampleSites.WordPress().ToTarGzip(), "traced");
        Assert.Equal("test", failed.Failure?.Code);
        using var retried = await host.Http.PostAsync($"/api/migrations/{id}/retry", null);
        await host.UntilAsync(id, MigrationPhase.Succeeded);

        var own = parts.Where(part => id.Equals(part.GetTagItem("pantheon.migration.id"))).ToList();
        Assert.Single(own.Select(part => part.TraceId).Distinct());
        Assert.Equal([1, 2], own.Select(part => (int)part.GetTagItem("pantheon.migration.attempt")!).Distinct().Order());
        Assert.Contains(own, part => part.DisplayName == "migration importCode" && part.Status == ActivityStatusCode.Error && "test".Equals(part.GetTagItem("error.type")));
        Assert.Contains(own, part => part.DisplayName == "migration completeMigration" && part.Status != ActivityStatusCode.Error);
    }

    [Fact]
    public async Task Migrate_Whole_IsCountedWithItsBytesAndOutcome()
    {
        var archive = SampleSites.WordPress().ToTarGzip();
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var counted = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name == MigrationTelemetry.Name)
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var outcome = tags.ToArray().FirstOrDefault(tag => tag.Key == "outcome").Value;
            counted.AddOrUpdate(outcome is null ? instrument.Name : $"{instrument.Name} {outcome}", value, (_, before) => before + value);
        });
        listener.Start();

        await host.MigrateAsync(server, archive, "counted");
        await host.MigrateAsync(server, [1, 2, 3], "not-counted-as-good");

        Assert.Equal((2, 1, 1), (counted["pantheon.migration.started"], counted["pantheon.migration.finished succeeded"], counted["pantheon.migration.finished failed"]));
        Assert.Equal(archive.Length, counted["pantheon.archive.copied"]);
    }
}
