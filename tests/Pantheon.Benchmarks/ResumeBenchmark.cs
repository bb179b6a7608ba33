using Pantheon.Benchmarks.Data;
using Pantheon.Benchmarks.Measuring;
using Pantheon.Benchmarks.Service;

namespace Pantheon.Benchmarks;

/// <summary>A copy whose service is killed at 90 % and started again, the start included, against one that is left alone.</summary>
internal sealed class ResumeBenchmark : IBenchmark
{
    private const double KilledAt = 0.9;

    public string Name => "resume";

    public async Task<IReadOnlyList<Measure>> RunAsync(Scale scale)
    {
        var bytes = scale.Bytes(full: 8L << 30, small: 1L << 30);
        var medians = await Alternation.MediansAsync(
            scale.LongRounds, warmUp: false,
            ("killed", () => CopyAsync(bytes, killed: true)),
            ("uninterrupted", () => CopyAsync(bytes, killed: false)));
        return [Measure.Cost(Name, medians[0], medians[1], "s", atMost: 1.15)];
    }

    private static async Task<double> CopyAsync(long bytes, bool killed)
    {
        using var directory = WorkDirectory.InMemory(bytes);
        await using var server = await ArchiveServer.StartAsync();
        var url = server.Serve("/site.tar.gz", GeneratedArchive.Answer(bytes));
        var service = await ServiceProcess.StartAsync(directory.Combine("data"));
        try
        {
            var id = await new MigrationClient(service.Http).CreateAsync();
            var seconds = await Alternation.TimeAsync(async () =>
            {
                await new MigrationClient(service.Http).PutArchiveAsync(id, url);
                if (killed)
                {
                    await new MigrationClient(service.Http).UntilCopiedAsync(id, KilledAt);
                    await service.DisposeAsync();
                    service = await ServiceProcess.StartAsync(directory.Combine("data"));
                }

                await new MigrationClient(service.Http).UntilCopiedAsync(id);
            });
            await new MigrationClient(service.Http).UntilRefusedAsync(id, bytes);
            return seconds;
        }
        finally
        {
            await service.DisposeAsync();
        }
    }
}
