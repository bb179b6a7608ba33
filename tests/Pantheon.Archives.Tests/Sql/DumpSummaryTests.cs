using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Tests.Sql;

public sealed class DumpSummaryTests
{
    private static async Task<DumpSummary> ReadAsync(string dump) => await DumpSummary.ReadAsync(new ChunkedStream(Dump.Bytes(dump), 100), CancellationToken.None);

    [Fact]
    public async Task ReadAsync_Dump_TablesWithTheirRows()
    {
        var summary = await ReadAsync(Dump.Small);

        Assert.Equal([new DumpTable("wp_options", 3, true)], summary.Tables);
        Assert.Equal(6, summary.Statements);
        Assert.Null(summary.Fault);
    }

    [Fact]
    public async Task ReadAsync_ManyInserts_RowsAddUp()
    {
        var inserts = string.Concat(Enumerable.Range(1, 500).Select(n =>
            $"INSERT INTO `t` VALUES {string.Join(',', Enumerable.Range(0, n % 7).Append(9).Select(i => $"({i},'),(;')"))};\n"));

        var summary = await ReadAsync("CREATE TABLE t (a int, b text);\n" + inserts);

        Assert.Equal(Enumerable.Range(1, 500).Sum(n => (n % 7) + 1), Assert.Single(summary.Tables).Rows);
    }

    [Fact]
    public async Task ReadAsync_TableDropped_Gone() =>
        Assert.Equal(["b"], (await ReadAsync("CREATE TABLE a (x int); CREATE TABLE b (x int); DROP TABLE a;")).Tables.Select(table => table.Name));

    [Fact]
    public async Task ReadAsync_ViewsMadeAsTablesFirst_NoTables()
    {
        var summary = await ReadAsync(
            """
            CREATE TABLE `a` (`x` int);
            /*!50001 DROP VIEW IF EXISTS `v`*/;
            /*!50001 CREATE TABLE `v` (`x` tinyint NOT NULL) ENGINE=MyISAM */;
            /*!50001 DROP TABLE IF EXISTS `v`*/;
            /*!50001 CREATE ALGORITHM=UNDEFINED */
            /*!50013 DEFINER=`r`@`localhost` SQL SECURITY DEFINER */
            /*!50001 VIEW `v` AS select `a`.`x` AS `x` from `a` */;
            """);

        Assert.Equal(["a"], summary.Tables.Select(table => table.Name));
    }

    [Theory]
    [InlineData("INSERT IGNORE INTO a VALUES (1),(2);")]
    [InlineData("REPLACE INTO a VALUES (1),(2);")]
    [InlineData("INSERT INTO a VALUES (1),(2) ON DUPLICATE KEY UPDATE x=VALUES(x);")]
    public async Task ReadAsync_InsertsThatMayLeaveRowsOut_NotExact(string insert) =>
        Assert.Equal([new DumpTable("a", 2, false)], (await ReadAsync("CREATE TABLE a (x int);" + insert + "INSERT INTO b VALUES (1);")).Tables.Take(1));

    [Fact]
    public async Task ReadAsync_InsertIntoATableNotMade_Counted() =>
        Assert.Equal([new DumpTable("a", 1, true)], (await ReadAsync("INSERT INTO a VALUES (1);")).Tables);

    [Fact]
    public async Task ReadAsync_TablesThatDifferInCase_Two() =>
        Assert.Equal(2, (await ReadAsync("CREATE TABLE a (x int); CREATE TABLE A (x int);")).Tables.Count);

    [Fact]
    public async Task ReadAsync_TruncatedDump_Refused() =>
        Assert.Equal(FindingCode.DatabaseTruncated, (await Assert.ThrowsAsync<ArchiveException>(() => ReadAsync(Dump.Small[..^130]))).Code);

    [Fact]
    public async Task OpenAsync_PlainAndGzipped_SameBytes()
    {
        foreach (var file in new[] { Dump.Bytes(Dump.Small), TarBuilder.Gzip(Dump.Bytes(Dump.Small)) })
        {
            await using var dump = await DumpFile.OpenAsync(new ChunkedStream(file, 3), CancellationToken.None);
            var bytes = new MemoryStream();
            await dump.CopyToAsync(bytes);
            Assert.Equal(Dump.Small, Dump.Text(bytes.ToArray()));
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("x", 1)]
    public async Task OpenAsync_HardlyAnyBytes_AsTheyAre(string file, int length)
    {
        await using var dump = await DumpFile.OpenAsync(new MemoryStream(Dump.Bytes(file)), CancellationToken.None);

        Assert.Equal(length, await dump.ReadAtLeastAsync(new byte[10], 10, throwOnEndOfStream: false));
    }

    [Theory]
    [InlineData("a/db.sql", true)]
    [InlineData("a/DB.SQL.GZ", true)]
    [InlineData("a/db.sql.txt", false)]
    [InlineData("a/sql", false)]
    public void IsCandidate_Path_ByItsEnd(string path, bool candidate) => Assert.Equal(candidate, DumpFile.IsCandidate(path));
}
