using Pantheon.Archives.Downloads;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Telemetry;

namespace Pantheon.Functions.Archives;

/// <summary>Copies an archive whose source gives no ranges: in one stream, from the beginning each time.</summary>
public sealed class CopyStream(
    StepRunner steps, ArchiveDownloader downloader, TransferRetry transfers, IArchiveStore archives, CancelledCopy cancelled,
    ArchiveSizeLimit size, MigrationTelemetry telemetry)
{
    /// <summary>The activity.</summary>
    [Function(nameof(CopyStream))]
    public Task Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) =>
        cancelled.ClearUpAsync(input, () => RunAsync(input, cancellationToken), cancellationToken);

    private Task<bool> RunAsync(StepInput input, CancellationToken cancellationToken) => steps.RunPartAsync(
        input, Step.CopyArchive,
        async run =>
        {
            var length = await transfers.RunAsync(token => CopyAsync(run, token), cancellationToken);
            await run.ChangeAsync(m => m with { Copy = m.Copy! with { Version = m.Copy.Version with { Length = length } } });
        },
        cancellationToken);

    private async Task<long> CopyAsync(StepRun run, CancellationToken cancellationToken)
    {
        await using var remote = await downloader.OpenAsync(run.Migration.Source!.Url, cancellationToken);
        var length = await BlockCopy.RunAsync(
            remote.Content, 0, null,
            async (offset, block) =>
            {
                await archives.StageAsync(ArchiveKey.Of(run.Migration), offset, block, cancellationToken);
                telemetry.CountCopied(block.Length);
                size.Check(offset + block.Length);
                await run.ReportAsync(new(offset + block.Length, remote.Length, "bytes"));
            },
            cancellationToken);
        return remote.Length is null || remote.Length == length
            ? length
            : throw new TransferException($"The source announced {remote.Length:N0} bytes and sent {length:N0}.");
    }
}
