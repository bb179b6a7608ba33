using Pantheon.Archives;
using Pantheon.Archives.Inspection;
using Pantheon.Archives.Reading;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>Judges the copied archive before anything is imported.</summary>
public sealed class InspectArchive(StepRunner steps, IArchiveStore archives, IMigrationStore store, ArchiveLimits limits)
{
    /// <summary>The activity. Answers that the step is done.</summary>
    [Function(nameof(InspectArchive))]
    public Task<bool> Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) => steps.RunAsync(
        input, Step.InspectArchive, MigrationPhase.Inspecting,
        async run =>
        {
            await using var archive = new HashingStream(await archives.OpenAsync(ArchiveKey.Of(run.Migration), cancellationToken));
            await run.ReportAsync(new(0, null, "entries"));
            var inspection = await ArchiveInspector.InspectAsync(
                archive, run.Migration.TakesAnyFramework ? null : run.Migration.Framework, limits, (entries, path) => run.ReportAsync(new(entries, null, "entries", path)), cancellationToken);
            var checksum = await archive.GetSha256Async(cancellationToken);
            CheckChecksum(run.Migration.Source!, checksum);
            await run.ChangeAsync(m => m with { Archive = m.Archive! with { Sha256 = checksum } });
            await store.SaveInspectionAsync(run.Migration.Id, inspection, cancellationToken);
            foreach (var finding in inspection.Findings)
                await store.AppendLogAsync(run.Migration.Id, InWords(finding), cancellationToken);
            // What is wrong with it is what a dry run is to tell.
            if (!run.Migration.IsDryRun && inspection.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error) is { } error)
                throw new PermanentFailureException(error.Code, error.Title, Detail(error));
            return null;
        },
        cancellationToken);

    private static void CheckChecksum(ArchiveSource source, string checksum)
    {
        if (source.Sha256 is { } expected && expected != checksum)
            throw new ArchiveException(
                FindingCode.ChecksumMismatch,
                $"The archive's SHA-256 is {checksum}, not {expected}. Check that the address leads to the same file, and give it again.");
    }

    private static string InWords(Finding finding) => $"{finding.Severity}: {finding.Title} [{finding.Code}] {Detail(finding)}";

    private static string Detail(Finding finding) => finding.Path is null ? finding.Detail : $"{finding.Detail} ({finding.Path})";
}
