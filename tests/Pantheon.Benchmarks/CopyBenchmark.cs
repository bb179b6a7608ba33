using Pantheon.Benchmarks.Data;
using Pantheon.Benchmarks.Measuring;
using Pantheon.Benchmarks.Service;

namespace Pantheon.Benchmarks;

/// <summary>
/// The service's copy of an archive to its file store, against <c>curl -o</c> of the same address. Once in memory, and once to the disk,
/// where curl's file is flushed as the service's is.
/// </summary>
internal sealed class CopyBenchmark : IBenchmark
{
    public string Name => "copy";

    public async Task<IReadOnlyList<Measure>> RunAsync(Scale scale)
    {
        var bytes = scale.Bytes(full: 1L << 30, small: 64 << 20);
        using var memory = WorkDirectory.InMemory(2 * bytes);
        using var disk = WorkDirectory.OnDisk(2 * bytes);
        return [await MeasureAsync("copy", memory, flush: false, bytes, scale), await MeasureAsync("copy, disk, curl and sync", disk, flush: true, bytes, scale)];
    }

    private static async Task<Measure> MeasureAsync(string name, WorkDirectory directory, bool flush, long bytes, Scale scale)
    {
        await using var server = await ArchiveServer.StartAsync();
        var url = server.Serve("/site.tar.gz", GeneratedArchive.Answer(bytes));
        await using var service = await ServiceProcess.StartAsync(directory.Combine("data"));
        var medians = await Alternation.MediansAsync(
            scale.Rounds, warmUp: true,
            (name, () => CopyAsync(service, url, bytes, directory)),
            ("curl", () => DownloadAsync(url, directory, flush)));
        return Measure.Speed(name, medians[0], medians[1], atLeast: 0.8);
    }

    private static async Task<double> CopyAsync(ServiceProcess service, Uri url, long bytes, WorkDirectory directory)
    {
        var seconds = await ServiceCopy.TimeAsync(service, url, bytes);
        foreach (var copy in Directory.GetFiles(directory.Combine("data/archives")))
            File.Delete(copy);
        return seconds;
    }

    private static async Task<double> DownloadAsync(Uri url, WorkDirectory directory, bool flush)
    {
        var target = directory.Combine("site.tar.gz");
        var seconds = await Alternation.TimeAsync(() => CommandLine.RunAsync(
            "sh", ["-c", $"curl --silent --fail --output '{target}' '{url}' {(flush ? $"&& sync '{target}'" : string.Empty)}"]));
        File.Delete(target);
        return seconds;
    }
}
