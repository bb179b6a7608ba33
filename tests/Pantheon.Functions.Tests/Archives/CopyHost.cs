using Pantheon.Functions.Archives;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Archives;

/// <summary>What the tests of the copy have in common.</summary>
internal static class CopyHost
{
    internal const long Block = ArchiveBlocks.Size;
    internal const string ETag = "\"v1\"";
    internal const string Probe = "bytes=0-16383";

    internal static readonly string[] OneBlockRanges = ["Archives:RangeBytes=8388608"];
    internal static readonly string[] TwoBlockRanges = ["Archives:RangeBytes=16777216", "Archives:RangesAtOnce=1"];

    internal static long Length => LargeSite.Archive.Length;

    /// <summary>The large site as a good source serves it.</summary>
    internal static Answer Good => Answer.Bytes(LargeSite.Archive) with { ETag = ETag };

    /// <summary>The same as another version.</summary>
    internal static Answer Changed => Good with { ETag = "\"v2\"" };

    /// <summary>The Range header of the bytes from one offset to another, or to the end.</summary>
    internal static string Range(long from, long to) => $"bytes={from}-{Math.Min(to, Length) - 1}";

    internal static string Range(int block) => Range(block * Block, (block + 1) * Block);

    /// <summary>What was asked for at a path, but for first looks; in order of the ranges.</summary>
    internal static string[] RangesOf(this ArchiveServer server, string path, int skip = 0) =>
        [.. server.Requests.Skip(skip).Where(request => request.Path == path && request.Range != Probe).Select(request => $"{request.Range}").Order(StringComparer.Ordinal)];

    internal static Task<Migration> UntilCopiedAsync(this PantheonHost host, string id) => host.UntilAsync(id, m => m.IsDone(Step.CopyArchive) || m.Phase.IsEnded());

    /// <summary>What remains of copies in the data directory.</summary>
    internal static IEnumerable<string> CopiesOf(this PantheonHost host, string id) =>
        Directory.Exists(Path.Combine(host.DataDirectory, "archives")) ? Directory.GetFiles(Path.Combine(host.DataDirectory, "archives"), $"{id}.*") : [];
}
