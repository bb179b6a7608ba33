using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Tests.Sql;

/// <summary>What hides in a dump, and what only concerns the old server.</summary>
public sealed class SqlStatementGuardTests
{
    [Theory]
    [InlineData("DROP DATABASE IF EXISTS `old`", SqlStatementKind.Database)]
    [InlineData("/*!40000 DROP DATABASE IF EXISTS `old`*/", SqlStatementKind.Database)]
    [InlineData("DROP SCHEMA old", SqlStatementKind.Database)]
    [InlineData("LOCK TABLES `a` WRITE", SqlStatementKind.Lock)]
    [InlineData("UNLOCK TABLES", SqlStatementKind.Lock)]
    [InlineData("SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5'", SqlStatementKind.Nothing)]
    [InlineData("SET GLOBAL gtid_purged = ''", SqlStatementKind.Nothing)]
    [InlineData("SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN", SqlStatementKind.Set)]
    [InlineData("SET @a = 'GTID_PURGED', GLOBAL x = 1", SqlStatementKind.Other)]
    public void Parse_WhatConcernsTheOldServer_IsTold(string statement, SqlStatementKind kind) =>
        Assert.Equal(kind, SqlStatement.Parse(Dump.Bytes(statement)).Kind);

    [Theory]
    [InlineData("/*!999990 SET x */ GRANT ALL ON *.* TO a")]
    [InlineData("/*!50000 SET @a = 1 */ /*!40000 GRANT ALL ON *.* TO a */")]
    [InlineData("/*M!999999 SET @a = 1 */ /*!40000 DELETE FROM a */")]
    [InlineData("/* */ /*!99999 SET @a = 1 */ UPDATE a SET b = 1")]
    [InlineData("/*!50001 CREATE TABLE a (id int) */ /*!40000 LOAD DATA INFILE 'x' INTO TABLE a */")]
    [InlineData("\n/*!999990 SET @x = 1 */ GRANT ALL ON *.* TO a")]
    [InlineData("# x\n/*!999990 SET @x = 1 */ GRANT ALL ON *.* TO a")]
    [InlineData("\f/*!999990 SET @x = 1 */ GRANT ALL ON *.* TO a")]
    [InlineData("\v# x\n/*!999990 SET @x = 1 */ GRANT ALL ON *.* TO a")]
    [InlineData("-- x\n/*!999990 SET @x = 1 */ GRANT ALL ON *.* TO a")]
    public void Parse_HiddenBehindAConditionalComment_IsOther(string statement) =>
        Assert.Equal(SqlStatementKind.Other, SqlStatement.Parse(Dump.Bytes(statement)).Kind);

    // The same word again and again, or none: each comment is looked at once.
    [Theory]
    [InlineData("/*!*/")]
    [InlineData("/**/")]
    [InlineData("/*!1 ")]
    public void Parse_VeryManyComments_IsToldInLinearTime(string comment) =>
        Assert.Equal(SqlStatementKind.Set, SqlStatement.Parse(Dump.Bytes(string.Concat(Enumerable.Repeat(comment, 300_000)) + "SET @a = 1")).Kind);

    [Theory]
    [InlineData("DELIMITER $$\nSET @a = 1; DROP DATABASE mysql$$\n", true)]
    [InlineData("DELIMITER $$\nINSERT INTO a VALUES (1); SELECT 1$$\n", true)]
    [InlineData("DELIMITER $$\nINSERT INTO a VALUES (1);$$\n", false)]
    [InlineData("DELIMITER $$\nINSERT INTO a VALUES ('a;b')$$\n", false)]
    [InlineData("DELIMITER $$\nINSERT INTO `a;b` VALUES (1) -- c; d\n$$\n", false)]
    [InlineData("DELIMITER ;;\nSET @a = 1; SET @b = 2;;\n", true)]
    [InlineData("DELIMITER $$\nSET @a = 1; DELIMITER ; DROP DATABASE mysql$$\n", true)]
    [InlineData("SET @a = 1; SET @b = 2;", false)]
    public async Task HoldsSeveral_Statement_Told(string dump, bool several)
    {
        using var statements = new SqlStatementReader(new MemoryStream(Dump.Bytes(dump)));
        await statements.ReadAsync();

        Assert.Equal(several, await statements.HoldsSeveralAsync(CancellationToken.None));
        Assert.NotEqual(0, statements.Statement.Length);
    }

    // A server that skips the conditional comment ends it at the first mark, wherever that stands; one that runs it does not.
    [Theory]
    [InlineData("SET @a = 1 /*!80000 ' */; DROP DATABASE mysql; -- ';")]
    [InlineData("SET @a = 1 /*!80000 \" */; DROP DATABASE mysql; -- \";")]
    [InlineData("SET @a = 1 /*!80000 ` */; DROP DATABASE mysql; -- `;")]
    [InlineData("SET @a = 1 /*!80000 # */; DROP DATABASE mysql;\n */;")]
    [InlineData("SET @a = 1 /*!80000 -- */; DROP DATABASE mysql;\n */;")]
    [InlineData("SET @a = 1 /*!80000 /* */; DROP DATABASE mysql; /* */ */;")]
    [InlineData("SET @a = 1 /*!80000 '/*' */ '*/; DROP DATABASE mysql; -- ';")]
    [InlineData("SET @a = 1 /*!80000 /*!99999 1 */ ' */; DROP DATABASE mysql; -- ';")]
    [InlineData("SET @a = 1 /*M!100000 ' */; DROP DATABASE mysql; -- ';")]
    public async Task NextAsync_CommentThatServersEndDifferently_Rejected(string dump)
    {
        using var statements = new SqlStatementReader(new ChunkedStream(Dump.Bytes(dump), 3));

        var refusal = await Assert.ThrowsAsync<ArchiveException>(async () => await DumpGuard.NextAsync(statements, CancellationToken.None));

        Assert.Equal(FindingCode.DatabaseRejected, refusal.Code);
        Assert.Contains("line 1", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CREATE TABLE a (b int) /*!50100 PARTITION BY HASH (b) COMMENT 'it''s;' */ COMMENT='/* */'")]
    [InlineData("/*!40101 SET @a = 1 */ /* c */")]
    [InlineData("/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.x = '*/' */")]
    public async Task NextAsync_ConditionalCommentThatEndsForAll_LetThrough(string statement)
    {
        using var statements = new SqlStatementReader(new MemoryStream(Dump.Bytes(statement + ";")));

        Assert.NotNull(await DumpGuard.NextAsync(statements, CancellationToken.None));
        Assert.Equal(statement, Dump.Text(statements.Statement));
    }
}
