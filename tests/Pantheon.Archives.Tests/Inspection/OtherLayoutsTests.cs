namespace Pantheon.Archives.Tests.Inspection;

public sealed class OtherLayoutsTests
{
    [Theory]
    [InlineData("web")]
    [InlineData("docroot")]
    public async Task InspectAsync_ArchiveDump_EverythingIsTold(string served)
    {
        var inspection = await new SiteTree().DrupalComposer("code", served, settings: false).Dump("database/database.sql")
            .Add("files/a.png", "123").Add("MANIFEST.yml", Manifests.ArchiveDump).InspectAsync(Framework.DrupalComposer);

        Assert.Empty(inspection.Findings);
        Assert.Equal(("archiveDump", "10.2.4"), (inspection.Layout, inspection.Version));
        Assert.Equal(("code", served), (inspection.CodeRoot, inspection.DocumentRoot));
        Assert.Equal("database/database.sql", inspection.Database?.Path);
        Assert.Equal(new("files", 1, 3), inspection.Files);
        Assert.Null(inspection.SettingsPath);
    }

    [Theory]
    [InlineData("docroot/sites/default/files")]
    [InlineData("docroot/files")]
    public async Task InspectAsync_BackupAndMigrate_EverythingIsTold(string files)
    {
        var inspection = await new SiteTree().Add("MANIFEST.ini", Manifests.BackupAndMigrate(files)).Dump("database.sql").Drupal7("docroot")
            .Add(files + "/a.png", "123").InspectAsync(Framework.Drupal7);

        Assert.Empty(inspection.Findings);
        Assert.Equal(("backupAndMigrate", "docroot", "database.sql"), (inspection.Layout, inspection.CodeRoot, inspection.Database?.Path));
        Assert.Equal(new(files, 1, 3), inspection.Files);
    }

    [Fact]
    public async Task InspectAsync_BackupAndMigrateOfPostgreSql_Refused()
    {
        var manifest = Manifests.BackupAndMigrate().Replace("driver = \"mysql\"", "driver = \"pgsql\"", StringComparison.Ordinal);

        (await new SiteTree().Add("MANIFEST.ini", manifest).Dump("database.sql").Drupal7("docroot").Add("docroot/sites/default/files/a").InspectAsync())
            .AssertOnlyError("database.unsupportedDriver", "The database is not MySQL or MariaDB", null);
    }

    [Theory]
    [InlineData("tar.gz")]
    [InlineData("zip")]
    public async Task InspectAsync_CodeDatabaseFiles_Parts(string format)
    {
        var inspection = await new SiteTree().DrupalComposer("code").Dump("database/site_dev.sql").Add("files/a").Add("files/b").InspectAsync(format: format);

        Assert.Empty(inspection.Findings);
        Assert.Equal(("parts", "code", "web", "files"), (inspection.Layout, inspection.CodeRoot, inspection.DocumentRoot, inspection.Files?.Path));
    }

    [Fact]
    public async Task InspectAsync_PartsBelowADirectory_Found()
    {
        var inspection = await new SiteTree().Drupal7("export/code").Dump("export/db.sql").Add("export/files/a").InspectAsync();

        Assert.Empty(inspection.Findings);
        Assert.Equal(("export/code", "export/files", "export/db.sql"), (inspection.CodeRoot, inspection.Files?.Path, inspection.Database?.Path));
    }

    [Theory]
    [InlineData("tar.gz")]
    [InlineData("tar")]
    [InlineData("zip")]
    public async Task InspectAsync_WordPressAndDumpBeside_EverythingIsTold(string format)
    {
        var inspection = await new SiteTree().WordPress("public_html").Add("public_html/wp-content/uploads/2024/02/a.jpg", "1234")
            .Dump("backup/db.sql").InspectAsync(Framework.WordPress, format);

        Assert.Empty(inspection.Findings);
        Assert.Equal(("site", Framework.WordPress, "6.4.3"), (inspection.Layout, inspection.Framework, inspection.Version));
        Assert.Equal(("public_html", "", "shop_"), (inspection.CodeRoot, inspection.DocumentRoot, inspection.TablePrefix));
        inspection.AssertDatabase("backup/db.sql", Dump.Small.Length, 1, 3);
        Assert.Equal(new("public_html/wp-content/uploads", 1, 4), inspection.Files);
        Assert.Equal("public_html/wp-config.php", inspection.SettingsPath);
    }

    [Theory]
    [InlineData("", "db.sql")]
    [InlineData("", "wp-content/mysql.sql")]
    [InlineData("", "database/db.sql")]
    [InlineData("site", "site/db.sql")]
    [InlineData("a/b/site", "a/b/site/wp-content/mysql.sql")]
    public async Task InspectAsync_WordPressWithTheDumpInside_Found(string root, string dump)
    {
        var prefix = root.Length == 0 ? "" : root + "/";

        var inspection = await new SiteTree().WordPress(root).Add(prefix + "wp-content/uploads/a").Dump(dump).InspectAsync();

        Assert.Empty(inspection.Findings);
        Assert.Equal((root, dump), (inspection.CodeRoot, inspection.Database?.Path));
    }

    [Fact]
    public async Task InspectAsync_WpConfigAboveTheRoot_Found()
    {
        var inspection = await new SiteTree().WordPress("www/wp", config: null).Add("www/wp/wp-content/uploads/a").Add("www/wp-config.php", PhpFiles.WpConfig)
            .Dump("db.sql").InspectAsync();

        Assert.Equal(("www/wp-config.php", "shop_"), (inspection.SettingsPath, inspection.TablePrefix));
    }

    [Fact]
    public async Task InspectAsync_PrefixByAnExpression_Unknown() =>
        Assert.Null((await new SiteTree().WordPress("", "<?php $table_prefix = getenv('P') ?: 'wp_';").Dump("db.sql").InspectAsync()).TablePrefix);

    [Theory]
    [InlineData("")]
    [InlineData("web")]
    [InlineData("docroot")]
    public async Task InspectAsync_ComposerProjectAtTheTop_ItsServedDirectory(string served)
    {
        var inspection = await new SiteTree().DrupalComposer("", served).Add($"{served}/sites/default/files/a".TrimStart('/')).Dump("db.sql").InspectAsync();

        Assert.Empty(inspection.Findings);
        Assert.Equal(("", served), (inspection.CodeRoot, inspection.DocumentRoot));
    }

    [Fact]
    public async Task InspectAsync_Progress_CountsAndNamesEntries()
    {
        var reports = new List<(long Entries, string Path)>();
        var archive = new SiteTree().WordPress("").Dump("db.sql").Pack("tar");

        await Pantheon.Archives.Inspection.ArchiveInspector.InspectAsync(new MemoryStream(archive), null, new(), (entries, path) =>
        {
            reports.Add((entries, path));
            return ValueTask.CompletedTask;
        });

        Assert.Equal([1L, 2, 3, 4, 5, 6], reports.Select(report => report.Entries));
        Assert.Equal("db.sql", reports[^1].Path);
    }
}
