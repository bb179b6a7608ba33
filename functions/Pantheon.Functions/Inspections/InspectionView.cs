using Pantheon.Archives.Inspection;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Inspections;

/// <summary>A dry run as the API shows it. What is not known yet is null.</summary>
internal sealed record InspectionView(
    string Id, string Url, MigrationPhase Phase, MigrationProgress? Progress, CopiedArchive? Archive, MigrationFailure? Failure,
    ArchiveInspection? Inspection, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt)
{
    internal static InspectionView Of(Migration m, ArchiveInspection? inspection) =>
        new(m.Id, m.SourceUrl.AbsoluteUri, m.Phase, m.Progress, m.Archive, m.Failure, inspection, m.CreatedAt, m.CompletedAt);
}
