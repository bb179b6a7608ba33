using Microsoft.Extensions.Options;
using Pantheon.Archives;
using Pantheon.Archives.Downloads;
using Pantheon.Archives.Reading;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>Looks at the archive before it is copied, and goes on with an earlier copy where that is of the same version.</summary>
public sealed class ProbeArchive(
    StepRunner steps, ArchiveDownloader downloader, TransferRetry transfers, IArchiveStore archives, ArchiveSizeLimit size, IMigrationStore store,
    IOptions<ArchivesOptions> options)
{
    /// <summary>The activity.</summary>
    [Function(nameof(ProbeArchive))]
    public async Task<CopyPlan> Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken)
    {
        await steps.BeginAsync(input, Step.CopyArchive, MigrationPhase.Copying, cancellationToken);
        await steps.RunPartAsync(
            input, Step.CopyArchive,
            async run =>
            {
                var probe = await transfers.RunAsync(token => downloader.ProbeAsync(run.Migration.Source!.Url, token), cancellationToken);
                size.Check(probe.Version.Length ?? 0);
                if (probe.Format == ArchiveFormat.Unknown)
                    throw new ArchiveException(FindingCode.Format, "The file is neither a .tar.gz, nor a .tar, nor a .zip.");
                await store.AppendLogAsync(
                    input.MigrationId, $"The archive is {probe.FileName ?? "a file"}: {probe.Version.Length?.ToString("N0", null) ?? "unknown"} bytes, {probe.Format}", cancellationToken);
                await PinAsync(run, probe, input.Attempt, cancellationToken);
            },
            cancellationToken);
        var copy = (await steps.LoadAsync(input, cancellationToken)).Copy;
        return new CopyPlan(copy?.Ranges ?? 0, options.Value.RangesAtOnce);
    }

    private async Task PinAsync(StepRun run, ArchiveProbe probe, int attempt, CancellationToken cancellationToken)
    {
        var ranges = probe.AcceptsRanges ? (int)((probe.Version.Length!.Value + options.Value.RangeBytes - 1) / options.Value.RangeBytes) : 0;
        var copy = run.Migration.Copy is { Ranges: > 0 } before && before.Ranges == ranges && before.Version.IsSurely(probe.Version)
            ? before
            : new ArchiveCopy($"{attempt}-{Guid.NewGuid():N}", probe.Version, ranges);
        await archives.DeleteAsync(run.Migration.Id, copy.Key, cancellationToken);
        var there = await archives.ListBlocksAsync(new(run.Migration.Id, copy.Key), cancellationToken);
        var done = probe.Version.Length is { } length ? there.Sum(offset => Math.Clamp(length - offset, 0, ArchiveBlocks.Size)) : 0;
        await run.ChangeAsync(m => m with { Copy = copy, Progress = new MigrationProgress(done, probe.Version.Length, "bytes") });
    }
}
