using Pantheon.Archives.Inspection;
using Pantheon.Functions.Archives;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Imports;

/// <summary>What the import steps have in common: the archive, what is known of it, and progress.</summary>
public sealed class ImportStep(StepRunner steps, IArchiveStore archives, IMigrationStore store)
{
    internal Task<bool> RunAsync(
        StepInput input, Step step, MigrationPhase phase, Func<SiteImport, Task<bool>> work, CancellationToken cancellationToken) => steps.RunAsync(
        input, step, phase,
        async run =>
        {
            var report = await store.GetReportAsync(run.Migration.Id, cancellationToken);
            var isDone = await work(new SiteImport
            {
                Migration = run.Migration,
                Inspection = report.Inspection ?? throw new InvalidOperationException("The archive was not inspected."),
                Work = run.Work,
                ShareArchive = (lifetime, token) => archives.ShareAsync(ArchiveKey.Of(run.Migration), lifetime, token),
                Parts = new ArchiveParts(archives, ArchiveKey.Of(run.Migration)),
                OpenArchive = token => archives.OpenAsync(ArchiveKey.Of(run.Migration), token),
                Report = run.ReportAsync,
                Tell = finding => TellAsync(run.Migration.Id, finding, cancellationToken),
            });
            if (!isDone)
                await run.PendAsync();
            return null;
        },
        cancellationToken);

    private async Task TellAsync(string id, Finding finding, CancellationToken cancellationToken)
    {
        if ((await store.GetReportAsync(id, cancellationToken)).Inspection is not { } inspection || inspection.Findings.Contains(finding))
            return;
        await store.SaveInspectionAsync(id, inspection with { Findings = [.. inspection.Findings, finding] }, cancellationToken);
        await store.AppendLogAsync(id, $"{finding.Severity}: {finding.Title} [{finding.Code}] {finding.Detail}", cancellationToken);
    }
}
