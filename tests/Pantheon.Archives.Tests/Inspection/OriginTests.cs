using Pantheon.Archives.Inspection;

namespace Pantheon.Archives.Tests.Inspection;

/// <summary>What an inspection tells of the place that the archive comes from.</summary>
public sealed class OriginTests
{
    private const string FromPhpMyAdmin = """
        -- phpMyAdmin SQL Dump
        -- Server version: 8.0.36-0ubuntu0.22.04.1
        -- PHP Version: 8.1.2-1ubuntu2.14

        CREATE TABLE `wp_options` (`option_id` int, `option_name` varchar(191) COLLATE utf8mb4_0900_ai_ci DEFAULT 'ENGINE=Memory') ENGINE=MyISAM DEFAULT CHARSET=utf8mb4;
        CREATE TABLE `wp_posts` (`id` int) ENGINE=InnoDB DEFAULT CHARSET=utf8;
        INSERT INTO `wp_options` VALUES (1,'siteurl','https://old.example.com/blog','yes'),(2,'home','https://www.old.example.com','yes'),(3,'x','siteurl');
        CREATE DEFINER=`root`@`localhost` VIEW `v` AS SELECT 1;
        CREATE VIEW `w` AS SELECT 2;
        DROP VIEW IF EXISTS `u`;

        """;

    [Fact]
    public async Task InspectAsync_DumpThatTellsOfItsServer_IsRepeated()
    {
        var inspection = await Site(FromPhpMyAdmin).InspectAsync();

        Assert.Equal(("8.0.36-0ubuntu0.22.04.1", "8.1.2-1ubuntu2.14"), (inspection.Database!.ServerVersion, inspection.PhpVersion));
        Assert.Equal(["InnoDB", "MyISAM"], inspection.Database.Engines);
        Assert.Equal(["utf8", "utf8mb4"], inspection.Database.CharacterSets);
        Assert.Equal((2, 1), (inspection.Database.Programs, inspection.Database.Definers));
        Assert.Equal(["https://old.example.com/blog", "https://www.old.example.com"], inspection.OldUrls);
        Assert.Equal(
            ["database.collation", "database.engine", "database.programs"],
            inspection.Findings.Where(finding => finding.Severity == Severity.Note).Select(finding => finding.Code).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-- Server version\t10.11.6-MariaDB-0+deb12u1\nCREATE TABLE a (b int);", "10.11.6-MariaDB-0+deb12u1")]
    [InlineData("-- Server version\t5.7.44\nSET NAMES utf8;CREATE TABLE a (b int);", "5.7.44")]
    [InlineData("CREATE TABLE a (b int);\nINSERT INTO a VALUES ('\n-- Server version 1.2');", null)]
    public async Task InspectAsync_HeaderOfMysqldump_ServerIsRead(string dump, string? version) =>
        Assert.Equal(version, (await Site(dump).InspectAsync()).Database!.ServerVersion);

    [Fact]
    public async Task InspectAsync_BackupsAndCaches_AreNamedWithTheirSizes()
    {
        var inspection = await Site("CREATE TABLE a (b int);")
            .Add("site/wp-content/uploads/updraft/old.tar.gz", new byte[3_000_000])
            .Add("site/wp-content/uploads/small.zip", new byte[1000])
            .Add("site/wp-content/cache/page.html", new byte[2_000_000])
            .InspectAsync();

        var backups = Assert.Single(inspection.Findings, finding => finding.Code == "archive.backups");
        Assert.Equal((Severity.Warning, "site/wp-content/uploads/updraft/old.tar.gz (3.0 MB)"), (backups.Severity, backups.Path));
        var caches = Assert.Single(inspection.Findings, finding => finding.Code == "archive.caches");
        Assert.Equal((Severity.Note, "site/wp-content/cache (2.0 MB)"), (caches.Severity, caches.Path));
        Assert.Equal(new InspectedFile("site/wp-content/uploads/updraft/old.tar.gz", 3_000_000), inspection.Largest[0]);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("docroot")]
    [InlineData("")]
    public async Task InspectAsync_ProjectWithoutCore_IsDrupalComposerByItsLock(string served)
    {
        var root = served.Length == 0 ? "code" : $"code/{served}";
        var inspection = await new SiteTree().Dump("database/database.sql")
            .Add("code/composer.json", """{"require":{"drupal/core-recommended":"^10"}}""")
            .Add("code/composer.lock", """{"packages":[{"name":"drupal/core-x","version":"1"},{"name": "drupal/core",  "version": "10.2.4"}]}""")
            .Add($"{root}/sites/default/files/a.txt")
            .InspectAsync(Framework.DrupalComposer);

        Assert.True(inspection.Ok, string.Join('\n', inspection.Findings));
        Assert.Equal((Framework.DrupalComposer, "10.2.4", "code", served), (inspection.Framework, inspection.Version, inspection.CodeRoot, inspection.DocumentRoot));
        Assert.Contains(inspection.Findings, finding => finding.Code == "code.withoutCore");
    }

    private static SiteTree Site(string dump) => new SiteTree().WordPress("site").Add("site/wp-content/uploads/a").Add("db.sql", dump);
}
