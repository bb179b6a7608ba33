namespace Pantheon.Archives.Tests.Inspection;

public sealed class DatabaseFindingTests
{
    private const string Missing = "Could not import database, unable to locate a database dump";
    private const string Multiple = "Multiple database dumps found within the import archive";

    private static SiteTree Site(string root = "site") => new SiteTree().WordPress(root).Add(root + "/wp-content/uploads/a".TrimStart(root.Length == 0 ? '/' : ' '));

    [Fact]
    public async Task InspectAsync_NoDump_Missing()
    {
        var inspection = await Site().InspectAsync();

        inspection.AssertOnlyError("database.missing", Missing, null);
        Assert.Null(inspection.Database);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-- MySQL dump\nSET NAMES utf8;")]
    public async Task InspectAsync_DumpWithoutTables_MissingWithItsPath(string dump)
    {
        var error = (await Site().Add("db.sql", dump).InspectAsync()).AssertOnlyError("database.missing", Missing, "db.sql");

        Assert.Contains("create no tables", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectAsync_TwoDumps_Refused()
    {
        var inspection = await Site().Dump("b.sql").Dump("a.sql").InspectAsync();

        inspection.AssertOnlyError("database.multiple", Multiple, "a.sql, b.sql");
        Assert.Null(inspection.Database);
    }

    [Fact]
    public async Task InspectAsync_PluginsSqlFiles_Ignored()
    {
        var inspection = await Site("").Dump("wp-content/plugins/shop/install.sql").Dump("wp-content/plugins/shop/db/broken.sql")
            .Add("wp-content/themes/x/bad.sql", "INSERT 'unclosed").Dump("wp-content/uploads/backup.sql").Dump("db.sql").InspectAsync();

        Assert.Empty(inspection.Findings);
        Assert.Equal("db.sql", inspection.Database?.Path);
    }

    [Fact]
    public async Task InspectAsync_OnlyPluginsSqlFiles_Missing() =>
        (await Site("").Dump("wp-content/plugins/shop/install.sql").InspectAsync())
            .AssertOnlyError("database.missing", Missing, "wp-content/plugins/shop/install.sql");

    [Fact]
    public async Task InspectAsync_DumpOutsideAndOneInTheDocroot_TheOneOutside() =>
        Assert.Equal("db.sql", (await Site().Dump("site/old.sql").Dump("db.sql").InspectAsync()).Database?.Path);

    [Fact]
    public async Task InspectAsync_GzippedDump_ReadThrough()
    {
        var file = TarBuilder.Gzip(Dump.Bytes(Dump.Small));

        var inspection = await Site().Add("db.sql.gz", file).InspectAsync();

        Assert.Empty(inspection.Findings);
        inspection.AssertDatabase("db.sql.gz", file.Length, 1, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task InspectAsync_GzippedDumpCutShort_Truncated(int missing)
    {
        var inspection = await Site().Add("db.sql.gz", TarBuilder.Gzip(Dump.Bytes(Dump.Small))[..^missing]).InspectAsync();

        inspection.AssertOnlyError("database.truncated", "The database dump ends in the middle of a statement", "db.sql.gz");
    }

    [Fact]
    public async Task InspectAsync_DumpCutShort_Truncated()
    {
        var error = (await Site().Add("db.sql", Dump.Small[..(Dump.Small.IndexOf("a:1", StringComparison.Ordinal) + 5)]).InspectAsync())
            .AssertOnlyError("database.truncated", "The database dump ends in the middle of a statement", "db.sql");

        Assert.Contains("line 12", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("db.sql.gz")]
    [InlineData("db.sql")] // told by its first bytes, not by its name
    public async Task InspectAsync_PackedDumpThatIsDamaged_DatabaseTruncated(string name)
    {
        var dump = TarBuilder.Gzip(Dump.Bytes(Dump.Small));
        dump[10] = 0xFF; // no method of compression

        (await Site().Add(name, dump).InspectAsync()).AssertOnlyError("database.truncated", FindingCode.TitleOf(FindingCode.DatabaseTruncated), name);
    }

    [Fact]
    public async Task InspectAsync_GzippedDumpThatExpandsBeyondMeasure_Bomb()
    {
        var dump = TarBuilder.Gzip(Dump.Bytes("CREATE TABLE a (x int);\n" + new string('\n', 10 << 20)));
        var archive = Site().Add("db.sql.gz", dump).Pack("tar.gz");

        var inspection = await Inspected.InspectAsync(archive, limits: new() { MaxRatio = 100, RatioFrom = 1 << 20 });

        inspection.AssertOnlyError("archive.bomb", "The archive expands beyond all measure", "db.sql.gz");
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(200_000)]
    public async Task InspectAsync_ArchiveCutShortWithinTheDump_ArchiveTruncated(int missing)
    {
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"INSERT INTO a VALUES ('{i * 2_654_435_761L}');\n"));
        var archive = Site().Add("db.sql", "CREATE TABLE a (x text);\n" + rows).Pack("tar.gz");
        missing = Math.Min(missing, archive.Length / 2);

        var refusal = await Assert.ThrowsAsync<ArchiveException>(() => Inspected.InspectAsync(archive[..^missing]));

        Assert.Equal(FindingCode.Truncated, refusal.Code);
    }

    [Fact]
    public async Task InspectAsync_DamagedDumpInAZip_ArchiveTruncated()
    {
        var archive = new ZipBuilder().Entry(new("db.sql") { Content = Dump.Bytes(Dump.Small), Crc = 1 }).ToZip();

        Assert.Equal(FindingCode.Truncated, (await Assert.ThrowsAsync<ArchiveException>(() => Inspected.InspectAsync(archive))).Code);
    }

    [Theory]
    [InlineData("GRANT ALL ON *.* TO 'a'@'%';")]
    [InlineData("/*!999990 SET @a = 1 */ GRANT ALL ON *.* TO 'a'@'%';")]
    [InlineData("INSERT INTO mysql.user VALUES (1);")]
    [InlineData("DELIMITER $$\nSET @a = 1; GRANT ALL ON *.* TO 'a'@'%'$$")]
    public async Task InspectAsync_StatementThatIsNoPartOfADump_RefusedWithItsLine(string statement)
    {
        var dump = $"CREATE TABLE `a` (`b` int);\n{statement}\n";

        var error = (await Site().Add("db.sql", dump).InspectAsync())
            .AssertOnlyError("database.rejected", "The database dump holds a statement that can't be imported", "db.sql");

        Assert.Contains(statement.StartsWith("DELIMITER", StringComparison.Ordinal) ? "ine 3" : "line 2", error.Detail, StringComparison.Ordinal);
    }
}
