using Pantheon.Archives.Inspection;
using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Tests.Inspection;

/// <summary>Inspections of trees, and what is expected of their findings.</summary>
internal static class Inspected
{
    internal static Task<ArchiveInspection> InspectAsync(this SiteTree tree, Framework? expected = null, string format = "tar.gz") =>
        InspectAsync(tree.Pack(format), expected);

    internal static Task<ArchiveInspection> InspectAsync(this TarBuilder tar) => InspectAsync(tar.ToTarGzip());

    internal static Task<ArchiveInspection> InspectAsync(byte[] archive, Framework? expected = null, ArchiveLimits? limits = null) =>
        ArchiveInspector.InspectAsync(new MemoryStream(archive), expected, limits ?? new());

    internal static void AssertDatabase(this ArchiveInspection inspection, string path, long bytes, int tables, long rows) => Assert.Equal(
        (path, bytes, tables, rows), inspection.Database is { } database ? (database.Path, database.Bytes, database.Tables, database.Rows) : default);

    /// <summary>The only error, which must have this code, title and path.</summary>
    internal static Finding AssertOnlyError(this ArchiveInspection inspection, string code, string title, string? path)
    {
        var error = Assert.Single(inspection.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal((code, title, path), (error.Code, error.Title, error.Path));
        Assert.False(inspection.Ok);
        return error;
    }

    internal static Finding AssertOnlyWarning(this ArchiveInspection inspection, string code, string? path)
    {
        Assert.True(inspection.Ok);
        var warning = Assert.Single(inspection.Findings);
        Assert.Equal((code, Severity.Warning, FindingCode.TitleOf(code), path), (warning.Code, warning.Severity, warning.Title, warning.Path));
        return warning;
    }
}
