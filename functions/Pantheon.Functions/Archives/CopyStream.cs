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
        var buffer = ArchiveBlocks.Buffers.Rent(ArchiveBlocks.Size);
        try
        {
            for (var offset = 0L; ;)
            {
                var block = buffer.AsMemory(0, ArchiveBlocks.Size);
                var read = await remote.Content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken);
                if (read > 0)
                    await archives.StageAsync(ArchiveKey.Of(run.Migration), offset, block[..read], cancellationToken);
                offset += read;
                telemetry.CountCopied(read);
                size.Check(offset);
                await run.ReportAsync(new(offset, remote.Length, "bytes"));
                if (read < block.Length)
                    return remote.Length is null || remote.Length == offset
                        ? offset
                        : throw new TransferException($"The source announced {remote.Length:N0} bytes and sent {offset:N0}.");
            }
        }
        finally
        {
            ArchiveBlocks.Buffers.Return(buffer);
        }
    }
}
