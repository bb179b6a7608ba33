namespace Pantheon.Archives.Tests.Inspection;

public sealed class DrushTests
{
    private static SiteTree Site => new SiteTree().Drupal7("html").Add("html/sites/default/files/a.png", "12345").Add("html/sites/default/files/b/c.png", "678");

    private static SiteTree First(string manifest) => new SiteTree().Add("MANIFEST.ini", manifest).Dump("shop.sql");

    [Theory]
    [InlineData("tar.gz")]
    [InlineData("tar")]
    [InlineData("zip")]
    public async Task InspectAsync_ManifestLast_EverythingIsTold(string format)
    {
        var tree = Site.Dump("shop.sql").Add("MANIFEST.ini", Manifests.Drush());

        var inspection = await tree.InspectAsync(Framework.Drupal7, format);

        Assert.Empty(inspection.Findings);
        Assert.True(inspection.Ok);
        Assert.Equal(("drush", Framework.Drupal7, "7.98"), (inspection.Layout, inspection.Framework, inspection.Version));
        Assert.Equal(("html", ""), (inspection.CodeRoot, inspection.DocumentRoot));
        inspection.AssertDatabase("shop.sql", Dump.Small.Length, 1, 3);
        Assert.Equal(new("html/sites/default/files", 2, 8), inspection.Files);
        Assert.Equal("html/sites/default/settings.php", inspection.SettingsPath);
        Assert.Equal((tree.Count, tree.Bytes), (inspection.Entries, inspection.Bytes));
        Assert.Null(inspection.TablePrefix);
    }

    [Fact]
    public async Task InspectAsync_ManifestAndDumpFirst_Same()
    {
        var inspection = await First(Manifests.Drush()).Drupal7("html").Add("html/sites/default/files/a").InspectAsync();

        Assert.Empty(inspection.Findings);
        Assert.Equal(("drush", "shop.sql", "html"), (inspection.Layout, inspection.Database?.Path, inspection.CodeRoot));
    }

    [Fact]
    public async Task InspectAsync_DumpInTheMiddleAndDuplicates_LaterEntriesCount()
    {
        var tree = Site.Add("shop.sql", "CREATE TABLE old (x int); INSERT INTO old VALUES (1);").Dump("shop.sql")
            .Add("html/sites/default/files/a.png", "1").Add("html/sites/default/settings.php", PhpFiles.DrupalSettings).Add("MANIFEST.ini", Manifests.Drush());

        var inspection = await tree.InspectAsync();

        Assert.Empty(inspection.Findings);
        inspection.AssertDatabase("shop.sql", Dump.Small.Length, 1, 3);
        Assert.Equal(new("html/sites/default/files", 2, 4), inspection.Files);
    }

    [Fact]
    public async Task InspectAsync_Drush4WithoutArchiveFormat_Same()
    {
        var manifest = Manifests.Drush().Replace("archiveformat = \"platform\"\n", "", StringComparison.Ordinal);

        Assert.Empty((await Site.Dump("shop.sql").Add("MANIFEST.ini", manifest).InspectAsync()).Findings);
    }

    [Fact]
    public async Task InspectAsync_DrupalTenByDrush8_ItsDocrootIsTheRoot()
    {
        var tree = new SiteTree().DrupalComposer("web", served: "").Add("web/sites/default/files/a").Dump("shop.sql").Add("MANIFEST.ini", Manifests.Drush());

        var inspection = await tree.InspectAsync(Framework.DrupalComposer);

        Assert.Empty(inspection.Findings);
        Assert.Equal(("web", "", "10.2.4"), (inspection.CodeRoot, inspection.DocumentRoot, inspection.Version));
    }

    [Fact]
    public async Task InspectAsync_NoCore_SaysSo()
    {
        var inspection = await new SiteTree().Add("html/sites/all/modules/x.module").Add("html/sites/default/settings.php")
            .Dump("shop.sql").Add("MANIFEST.ini", Manifests.Drush("site")).InspectAsync();

        var error = inspection.AssertOnlyError(
            "code.missing", "Could not import code, the import file does not appear to contain a valid code directory.", null);
        Assert.Contains("--no-core", error.Detail, StringComparison.Ordinal);
        Assert.Null(inspection.Framework);
    }

    [Fact]
    public async Task InspectAsync_PostgreSql_Refused()
    {
        var tree = Site.Dump("shop.sql").Add("MANIFEST.ini", Manifests.Drush(driver: "pgsql"));

        var error = (await tree.InspectAsync()).AssertOnlyError("database.unsupportedDriver", "The database is not MySQL or MariaDB", null);
        Assert.Contains("'pgsql'", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectAsync_SeveralSitesInManifest_Refused()
    {
        var tree = Site.Dump("default-shop.sql").Dump("b.example.com-shop.sql")
            .Add("MANIFEST.ini", Manifests.Drush(sites: ["default", "b.example.com"])).Add("html/sites/b.example.com/settings.php");

        var inspection = await tree.InspectAsync();

        var error = Assert.Single(inspection.Findings, finding => finding.Code == "archive.multipleSites");
        Assert.Equal(
            ("Multiple site directories found within the import archive", "html/sites/b.example.com, html/sites/default"),
            (error.Title, string.Join(", ", error.Path!.Split(", ").Order(StringComparer.Ordinal))));
    }

    [Fact]
    public async Task InspectAsync_SiteOutsideDefault_WarnsAndFindsItsFiles()
    {
        var inspection = await new SiteTree().Drupal7("html", settings: false).Add("html/sites/shop.example.com/settings.php")
            .Add("html/sites/shop.example.com/files/a").Dump("shop.sql").Add("MANIFEST.ini", Manifests.Drush(sites: "shop.example.com")).InspectAsync();

        inspection.AssertOnlyWarning("settings.siteDirectory", "html/sites/shop.example.com");
        Assert.Equal("html/sites/shop.example.com/files", inspection.Files?.Path);
    }

    [Fact]
    public async Task InspectAsync_TwoDumps_TheManifestsOne()
    {
        var inspection = await Site.Dump("shop.sql").Dump("old.sql").Add("MANIFEST.ini", Manifests.Drush()).InspectAsync();

        Assert.Equal("shop.sql", inspection.Database?.Path);
        Assert.True(inspection.Ok);
    }
}
