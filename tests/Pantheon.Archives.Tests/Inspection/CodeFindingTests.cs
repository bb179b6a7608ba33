namespace Pantheon.Archives.Tests.Inspection;

public sealed class CodeFindingTests
{
    private const string Missing = "Could not import code, the import file does not appear to contain a valid code directory.";
    private const string MultipleRoots = "Multiple code roots found within the import archive";

    [Fact]
    public async Task InspectAsync_NoCode_Missing()
    {
        var inspection = await new SiteTree().Dump("db.sql").Add("readme.txt").InspectAsync();

        inspection.AssertOnlyError("code.missing", Missing, null);
        Assert.Null(inspection.CodeRoot);
        Assert.Null(inspection.Framework);
    }

    [Theory]
    [InlineData("wp-admin")]
    [InlineData("wp-includes")]
    [InlineData("wp-content")]
    public async Task InspectAsync_PartOfWordPressMissing_Missing(string directory)
    {
        var tree = new SiteTree().Dump("db.sql");
        foreach (var other in new[] { "wp-admin", "wp-includes", "wp-content" }.Where(other => other != directory))
            tree.Add($"site/{other}/x.php");

        (await tree.InspectAsync()).AssertOnlyError("code.missing", Missing, null);
    }

    [Fact]
    public async Task InspectAsync_TwoRootsBeside_Refused()
    {
        var inspection = await new SiteTree().WordPress("a").WordPress("b").Dump("db.sql").InspectAsync();

        inspection.AssertOnlyError("code.multipleRoots", MultipleRoots, "a, b");
    }

    [Fact]
    public async Task InspectAsync_RootsOfTwoFrameworks_Refused() =>
        (await new SiteTree().WordPress("wp").DrupalComposer("drupal").Dump("db.sql").InspectAsync())
            .AssertOnlyError("code.multipleRoots", MultipleRoots, "drupal, wp");

    [Fact]
    public async Task InspectAsync_RootWithinTheRoot_Refused() =>
        (await new SiteTree().WordPress("").WordPress("old").Dump("db.sql").InspectAsync())
            .AssertOnlyError("code.multipleRoots", MultipleRoots, "(top of the archive), old");

    [Fact]
    public async Task InspectAsync_BackupCopyAmongTheFiles_Warning()
    {
        var wordPress = await new SiteTree().WordPress("").WordPress("wp-content/uploads/backup/site").Dump("db.sql").InspectAsync();
        wordPress.AssertOnlyWarning("code.nestedRoot", "wp-content/uploads/backup/site");

        var drupal = await new SiteTree().Drupal7("html").Drupal7("html/sites/default/files/old").Dump("db.sql").InspectAsync();
        drupal.AssertOnlyWarning("code.nestedRoot", "html/sites/default/files/old");
    }

    [Fact]
    public async Task InspectAsync_OtherFramework_RefusedByName()
    {
        var inspection = await new SiteTree().Drupal7("html").Add("html/sites/default/files/a").Dump("db.sql").InspectAsync(Framework.WordPress);

        var error = inspection.AssertOnlyError("code.frameworkMismatch", "The archive holds a site of another framework", "html");
        Assert.Contains("holds Drupal 7 7.98, the migration was created for WordPress", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Framework.WordPress)]
    [InlineData(Framework.Drupal7)]
    [InlineData(Framework.DrupalComposer)]
    public async Task InspectAsync_ExpectedFramework_Accepted(Framework framework)
    {
        var tree = new SiteTree().Dump("db.sql");
        tree = framework switch
        {
            Framework.WordPress => tree.WordPress("s"),
            Framework.Drupal7 => tree.Drupal7("s"),
            _ => tree.DrupalComposer("s"),
        };

        var inspection = await tree.InspectAsync(framework);

        inspection.AssertOnlyWarning("files.missing", null);
        Assert.Equal(framework, inspection.Framework);
    }

    [Theory]
    [InlineData("<?php\n$wp_version = '6.5-RC1-57';", "6.5-RC1-57")]
    [InlineData("<?php\n$wp_version=\"4.9\";", "4.9")]
    [InlineData("<?php // nothing", null)]
    public async Task InspectAsync_WordPressVersions_Exact(string file, string? version)
    {
        var tree = new SiteTree().WordPress("").Add("wp-includes/version.php", file).Dump("db.sql");

        Assert.Equal(version, (await tree.InspectAsync()).Version);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    public async Task InspectAsync_Multisite_Refused(string value, bool refused)
    {
        var config = $"<?php\ndefine( 'WP_ALLOW_MULTISITE', true );\ndefine('MULTISITE', {value});\n$table_prefix = 'wp_';";
        var inspection = await new SiteTree().WordPress("site", config).Add("site/wp-content/uploads/a").Dump("db.sql").InspectAsync();

        if (refused)
            inspection.AssertOnlyError("archive.multisite", "WordPress multisite networks can't be migrated this way", "site/wp-config.php");
        else
            Assert.Empty(inspection.Findings);
    }

    [Fact]
    public async Task InspectAsync_SeveralDrupalSites_Refused() =>
        (await new SiteTree().Drupal7("html").Add("html/sites/b.example.com/settings.php").Dump("db.sql").InspectAsync())
            .AssertOnlyError(
                "archive.multipleSites", "Multiple site directories found within the import archive", "html/sites/b.example.com, html/sites/default");

    [Fact]
    public async Task InspectAsync_SettingsTwice_Refused() =>
        (await new SiteTree().DrupalComposer("code").Add("code/web/sites/settings.php").Dump("db.sql").InspectAsync())
            .AssertOnlyError(
                "settings.multiple", "Could not import code, the import file holds more than one settings.php.",
                "code/web/sites/default/settings.php, code/web/sites/settings.php");

    [Fact]
    public async Task InspectAsync_SettingsThatOnlyLookSo_Ignored()
    {
        var inspection = await new SiteTree().Drupal7("html").Add("html/sites/default/default.settings.php").Add("html/sites/all/modules/x/settings.php")
            .Add("html/sites/default/files/a").Dump("db.sql").InspectAsync();

        Assert.Empty(inspection.Findings);
        Assert.Equal("html/sites/default/settings.php", inspection.SettingsPath);
    }
}
