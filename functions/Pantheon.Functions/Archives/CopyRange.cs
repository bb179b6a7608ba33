using Microsoft.Extensions.Options;
using Pantheon.Archives;
using Pantheon.Archives.Downloads;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Telemetry;

namespace Pantheon.Functions.Archives;

/// <summary>Copies one range of the archive, block by block, leaving out the blocks that are there.</summary>
public sealed class CopyRange(
    StepRunner steps, ArchiveDownloader downloader, TransferRetry transfers, IArchiveStore archives, CancelledCopy cancelled,
    MigrationTelemetry telemetry, IOptions<ArchivesOptions> options)
{
    /// <summary>The activity.</summary>
    [Function(nameof(CopyRange))]
    public Task Run([ActivityTrigger] RangeInput input, CancellationToken cancellationToken) =>
        cancelled.ClearUpAsync(input.Step, () => RunAsync(input, cancellationToken), cancellationToken);

    private Task<bool> RunAsync(RangeInput input, CancellationToken cancellationToken) => steps.RunPartAsync(
        input.Step, Step.CopyArchive,
        async run =>
        {
            var length = run.Migration.Copy!.Version.Length!.Value;
            var from = input.Range * options.Value.RangeBytes;
            var to = Math.Min(from + options.Value.RangeBytes, length);
            try
            {
                // Each try fetches what the last one left.
                await transfers.RunAsync(
                    async token =>
                    {
                        await CopyMissingAsync(run, from, to, token);
                        return true;
                    },
                    cancellationToken);
            }
            catch (ArchiveException e) when (e.Code is FindingCode.NotFound or FindingCode.Unreachable)
            {
                throw new ArchiveException(
                    FindingCode.LinkExpired, $"{e.Message} What was copied is kept: give a new link to the same file.", e);
            }

            await run.AddAsync(0, isLast: true);
        },
        cancellationToken);

    private async Task CopyMissingAsync(StepRun run, long from, long to, CancellationToken cancellationToken)
    {
        var there = await archives.ListBlocksAsync(ArchiveKey.Of(run.Migration), cancellationToken);
        foreach (var (first, end) in Gaps(from, to, there))
        {
            await using var part = await downloader.OpenRangeAsync(
                run.Migration.Source!.Url, first, end - 1, run.Migration.Copy!.Version, cancellationToken);
            await BlockCopy.RunAsync(
                part.Content, first, end,
                async (offset, block) =>
                {
                    await archives.StageAsync(ArchiveKey.Of(run.Migration), offset, block, cancellationToken);
                    telemetry.CountCopied(block.Length);
                    await run.AddAsync(block.Length);
                },
                cancellationToken);
        }
    }

    /// <summary>Runs of blocks that are missing.</summary>
    private static IEnumerable<(long From, long To)> Gaps(long from, long to, IReadOnlySet<long> there)
    {
        long? begin = null;
        foreach (var offset in ArchiveBlocks.Between(from, to))
        {
            if (!there.Contains(offset))
            {
                begin ??= offset;
            }
            else if (begin is { } gap)
            {
                yield return (gap, offset);
                begin = null;
            }
        }

        if (begin is { } last)
            yield return (last, to);
    }
}
