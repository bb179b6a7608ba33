namespace Pantheon.Archives.Tests.Inspection;

public sealed class FilesFindingTests
{
    [Fact]
    public async Task InspectAsync_NoFiles_Warning()
    {
        var wordPress = (await new SiteTree().WordPress("").Dump("db.sql").InspectAsync()).AssertOnlyWarning("files.missing", null);
        var drupal = (await new SiteTree().Drupal7("").Dump("db.sql").InspectAsync()).AssertOnlyWarning("files.missing", null);

        Assert.Contains("wp-content/uploads", wordPress.Detail, StringComparison.Ordinal);
        Assert.Contains("sites/default/files", drupal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectAsync_TwoFilesDirectories_Refused() =>
        (await new SiteTree().DrupalComposer("code").Add("code/web/sites/default/files/a").Add("files/b").Dump("database/db.sql").InspectAsync())
            .AssertOnlyError(
                "files.multiple", "Multiple file directories found within the import archive", "code/web/sites/default/files, files");

    [Fact]
    public async Task InspectAsync_FilesFolderInTheCode_NoFilesDirectory()
    {
        var inspection = await new SiteTree().WordPress("").Add("files/brochure.pdf").Add("wp-content/uploads/a").Dump("db.sql").InspectAsync();

        Assert.Empty(inspection.Findings);
        Assert.Equal("wp-content/uploads", inspection.Files?.Path);
    }

    [Fact]
    public async Task InspectAsync_EmptyUploads_CountedAsNone()
    {
        var tar = new SiteTree().WordPress("").Dump("db.sql").ToTarBuilder().Directory("wp-content/uploads/");

        Assert.Equal(new("wp-content/uploads", 0, 0), (await tar.InspectAsync()).Files);
    }

    [Fact]
    public async Task InspectAsync_LinksAmongTheFiles_WarningEach()
    {
        var tar = new SiteTree().WordPress("").Add("wp-content/uploads/a", "123").Dump("db.sql").ToTarBuilder()
            .Symlink("wp-content/uploads/link", "a").Symlink("wp-content/plugins/link", "../index.php").HardLink("wp-content/uploads/hard", "wp-content/uploads/a");

        var inspection = await tar.InspectAsync();

        inspection.AssertOnlyWarning("files.link", "wp-content/uploads/link");
        Assert.Equal(new("wp-content/uploads", 2, 6), inspection.Files);
    }

    [Fact]
    public async Task InspectAsync_CrowdedDirectory_Warning()
    {
        var tree = new SiteTree().WordPress("").Dump("db.sql");
        for (var i = 0; i <= 50_000; i++)
            tree.Add($"wp-content/uploads/2024/{i}", []);

        var warning = (await tree.InspectAsync(format: "tar")).AssertOnlyWarning("files.crowdedDirectory", "wp-content/uploads/2024");

        Assert.Contains("50,001 files", warning.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectAsync_ErrorsAndWarnings_ErrorsFirst()
    {
        var inspection = await new SiteTree().WordPress("").InspectAsync();

        Assert.Equal(["database.missing", "files.missing"], inspection.Findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("database.missing", "Could not import database, unable to locate a database dump")]
    [InlineData("database.multiple", "Multiple database dumps found within the import archive")]
    [InlineData("code.multipleRoots", "Multiple code roots found within the import archive")]
    [InlineData("code.missing", "Could not import code, the import file does not appear to contain a valid code directory.")]
    [InlineData("files.multiple", "Multiple file directories found within the import archive")]
    [InlineData("archive.multipleSites", "Multiple site directories found within the import archive")]
    [InlineData("archive.notFound", "HTTP 404 error: Unable to download the archive")]
    public void TitleOf_CodesThatUsersKnow_TheirTitles(string code, string title) => Assert.Equal(title, FindingCode.TitleOf(code));

    [Fact]
    public void TitleOf_EveryCode_HasATitleOfItsOwn()
    {
        var codes = typeof(FindingCode).GetFields().Select(field => (string)field.GetValue(null)!).ToList();

        Assert.Equal(codes.Count, codes.Select(FindingCode.TitleOf).Distinct().Count());
        Assert.DoesNotContain(FindingCode.TitleOf("no such code"), codes.Select(FindingCode.TitleOf));
    }
}
