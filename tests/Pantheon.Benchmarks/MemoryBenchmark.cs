using Pantheon.Benchmarks.Data;
using Pantheon.Benchmarks.Measuring;
using Pantheon.Benchmarks.Service;

namespace Pantheon.Benchmarks;

/// <summary>The peak memory of a service that copies a large archive, against one that copies a smaller one.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const double Limit = 250;

    public string Name => "memory";

    public async Task<IReadOnlyList<Measure>> RunAsync(Scale scale)
    {
        var (large, half, small) = (scale.Bytes(full: 8L << 30, small: 128 << 20), scale.Bytes(full: 4L << 30, small: 96 << 20), scale.Bytes(full: 1L << 30, small: 64 << 20));
        var medians = await Alternation.MediansAsync(
            scale.LongRounds, warmUp: false,
            ($"{large >> 20} MiB", () => PeakAsync(large)),
            ($"{half >> 20} MiB", () => PeakAsync(half)),
            ($"{small >> 20} MiB", () => PeakAsync(small)));
        return
        [
            Measure.Cost($"memory, {large >> 20} to {small >> 20} MiB", medians[0], medians[2], "MiB", atMost: 1.1),
            // The copy of the small one ends before the process has warmed up.
            Measure.Cost($"memory, {large >> 20} to {half >> 20} MiB", medians[0], medians[1], "MiB", atMost: 1.1),
            Measure.Cost($"memory, {large >> 20} MiB to {Limit:0} MiB", medians[0], Limit, "MiB", atMost: 1),
        ];
    }

    private static async Task<double> PeakAsync(long bytes)
    {
        using var directory = WorkDirectory.OnDisk(bytes);
        await using var server = await ArchiveServer.StartAsync();
        await using var service = await ServiceProcess.StartAsync(directory.Combine("data"));
        await ServiceCopy.TimeAsync(service, server.Serve("/site.tar.gz", GeneratedArchive.Answer(bytes)), bytes);
        return service.PeakMemory;
    }
}
