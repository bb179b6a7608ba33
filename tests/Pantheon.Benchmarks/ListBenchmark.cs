using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Pantheon.Archives;
using Pantheon.Benchmarks.Measuring;
using Pantheon.Benchmarks.Service;
using Pantheon.Functions;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Migrations.Store;
using Pantheon.Functions.Storage;

namespace Pantheon.Benchmarks;

/// <summary>The dashboard's list, first page and search, for an owner of 10,000 migrations against one of 10, over HTTP.</summary>
internal sealed class ListBenchmark : IBenchmark
{
    private const double Limit = 0.1; // seconds of the server for the list's first paint

    public string Name => "list";

    public async Task<IReadOnlyList<Measure>> RunAsync(Scale scale)
    {
        using var many = await SeedAsync(scale.Small ? 1_000 : 10_000);
        using var few = await SeedAsync(10);
        await using var manyService = await ServiceProcess.StartAsync(many.Path);
        await using var fewService = await ServiceProcess.StartAsync(few.Path);
        var medians = await Alternation.MediansAsync(
            scale.Rounds, warmUp: true,
            ("first page of many", () => TimeAsync(manyService, "limit=50")),
            ("first page of few", () => TimeAsync(fewService, "limit=50")),
            ("search in many", () => TimeAsync(manyService, "limit=50&q=site-9999")));
        return
        [
            Measure.Cost("list, first page of 10,000 to 10", medians[0], medians[1], "s", atMost: 10),
            Measure.Cost("list, first page of 10,000 to 0.1 s", medians[0], Limit, "s", atMost: 1),
            Measure.Cost("list, search in 10,000 to 0.1 s", medians[2], Limit, "s", atMost: 1),
        ];
    }

    // Of ten calls on a warm connection: one alone is too short.
    private static async Task<double> TimeAsync(ServiceProcess service, string query) => await Alternation.TimeAsync(async () =>
    {
        for (var i = 0; i < 10; i++)
            await service.Http.GetStringAsync(new Uri($"/api/migrations?{query}", UriKind.Relative));
    }) / 10;

    private static async Task<ScratchDirectory> SeedAsync(int count)
    {
        var scratch = ScratchDirectory.Create("list");
        var store = new SqliteMigrationStore(new AppDatabase(Options.Create(new AppOptions { DataDirectory = scratch.Path })), TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < count; i++)
        {
            // Ended, so that the sweep leaves them alone.
            await store.CreateAsync(
                new Migration
                {
                    Id = $"seeded{i:d16}",
                    Owner = "local",
                    SourceUrl = new Uri($"https://old-{i}.example.com/"),
                    Framework = Framework.WordPress,
                    SiteName = $"site-{i}",
                    Phase = MigrationPhase.Succeeded,
                    MovedAt = now,
                    CreatedAt = now.AddSeconds(-i),
                    UpdatedAt = now,
                    CompletedAt = now,
                },
                null, default);
        }

        SqliteConnection.ClearAllPools();
        return scratch;
    }
}
