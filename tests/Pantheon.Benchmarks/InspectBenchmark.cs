using System.Formats.Tar;
using System.IO.Compression;
using Pantheon.Archives;
using Pantheon.Archives.Gzip;
using Pantheon.Archives.Inspection;
using Pantheon.Archives.Reading;
using Pantheon.Benchmarks.Data;
using Pantheon.Benchmarks.Measuring;

namespace Pantheon.Benchmarks;

/// <summary>
/// The inspection of a site's archive, its dump split into statements and its rows counted, against loops that only go through it: the
/// platform's readers, and pigz with tar; and the part of it that takes longest, beside the platform's.
/// </summary>
internal sealed class InspectBenchmark : IBenchmark
{
    private const int BufferSize = 1 << 20; // as the file store opens archives

    public string Name => "inspect";

    public async Task<IReadOnlyList<Measure>> RunAsync(Scale scale) =>
        [.. await RunAsync(scale, "half uploads", 0.5), .. await RunAsync(scale, "a tenth uploads", 0.1)];

    private async Task<IReadOnlyList<Measure>> RunAsync(Scale scale, string name, double uploads)
    {
        var bytes = scale.Bytes(full: 500_000_000, small: 20_000_000);
        using var directory = WorkDirectory.InMemory(bytes * 2);
        var path = directory.Combine("site.tar.gz");
        await SampleSite.WriteAsync(path, bytes, uploads);
        await Console.Error.WriteLineAsync($"  the archive has {new FileInfo(path).Length:N0} bytes");
        var medians = await Alternation.MediansAsync(
            scale.Rounds, warmUp: true,
            (Name, () => Alternation.TimeAsync(() => InspectAsync(path))),
            ("GZipStream and TarReader", () => Alternation.TimeAsync(() => ReadAsync(path))),
            ("our expanding alone", () => Alternation.TimeAsync(() => ExpandAsync(path, archive => new GunzipStream(archive)))),
            ("GZipStream alone", () => Alternation.TimeAsync(() => ExpandAsync(path, archive => new GZipStream(archive, CompressionMode.Decompress)))),
            ("pigz and tar", () => Alternation.TimeAsync(() => CommandLine.RunAsync("sh", ["-c", $"pigz -dc '{path}' | tar tf - > /dev/null"]))));
        return
        [
            Measure.Speed($"inspect, {name}, TarReader", medians[0], medians[1], atLeast: 0.85),
            Measure.Speed($"inspect, {name}, pigz -dc | tar t", medians[0], medians[4], atLeast: 2),
            Measure.Speed($"expand, {name}, GZipStream", medians[2], medians[3]),
        ];
    }

    private static async Task InspectAsync(string path)
    {
        await using var archive = Open(path);
        var inspection = await ArchiveInspector.InspectAsync(archive, Framework.WordPress, new ArchiveLimits());
        if (!inspection.Ok || inspection.Database!.Rows == 0)
            throw new InvalidOperationException($"The archive was refused: {string.Join("; ", inspection.Findings)}");
    }

    private static async Task ReadAsync(string path)
    {
        await using var archive = Open(path);
        await using var tar = new TarReader(new GZipStream(archive, CompressionMode.Decompress));
        while (await tar.GetNextEntryAsync() is not null)
            continue;
    }

    private static async Task ExpandAsync(string path, Func<Stream, Stream> open)
    {
        await using var expanded = open(Open(path));
        var buffer = new byte[BufferSize];
        while (await expanded.ReadAsync(buffer) > 0)
            continue;
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous);
}
