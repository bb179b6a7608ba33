using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Tests.Sql;

public sealed class DumpRewriterTests
{
    private static string Rewrite(string statement) =>
        Dump.Text(DumpRewriter.Rewrite(Dump.Bytes(statement), SqlStatement.Parse(Dump.Bytes(statement)).Kind));

    [Theory]
    [InlineData("ENGINE=MyISAM", "ENGINE=InnoDB")]
    [InlineData("engine = myisam", "ENGINE=InnoDB")]
    [InlineData("TYPE=MyISAM", "ENGINE=InnoDB")]
    [InlineData("ENGINE=Aria", "ENGINE=InnoDB")]
    [InlineData("ENGINE=InnoDB", "ENGINE=InnoDB")]
    [InlineData("ROW_FORMAT=COMPACT", "ROW_FORMAT=DYNAMIC")]
    [InlineData("row_format = fixed", "ROW_FORMAT=DYNAMIC")]
    [InlineData("ROW_FORMAT=COMPRESSED", "ROW_FORMAT=COMPRESSED")]
    [InlineData("ENGINE=MEMORY", "ENGINE=MEMORY")]
    [InlineData("ENGINE=MyISAMX", "ENGINE=MyISAMX")]
    public void Rewrite_EngineOfATable_InnoDb(string option, string rewritten) =>
        Assert.Equal($"CREATE TABLE `a` (`x` int) {rewritten} AUTO_INCREMENT=3", Rewrite($"CREATE TABLE `a` (`x` int) {option} AUTO_INCREMENT=3"));

    [Theory]
    [InlineData("'ENGINE=MyISAM'")]
    [InlineData("'it''s ENGINE=MyISAM'")]
    [InlineData(@"'\' ENGINE=MyISAM utf8mb4_0900_ai_ci'")]
    [InlineData("\"ENGINE=MyISAM\"")]
    [InlineData("`ENGINE=MyISAM`")]
    public void Rewrite_QuotedText_AsItIs(string quoted)
    {
        var statement = $"CREATE TABLE `a` (`x` int COMMENT {quoted}) ENGINE=InnoDB COMMENT={quoted}";

        Assert.Equal(statement, Rewrite(statement));
        Assert.Equal(statement, Rewrite(statement.Replace("ENGINE=InnoDB", "ENGINE=MyISAM", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("utf8mb4_0900_ai_ci")]
    [InlineData("utf8mb4_0900_as_cs")]
    [InlineData("utf8mb4_0900_bin")]
    [InlineData("utf8mb4_es_0900_ai_ci")]
    [InlineData("utf8mb4_de_pb_0900_ai_ci")]
    [InlineData("utf8mb4_ja_0900_as_cs_ks")]
    public void Rewrite_CollationsOfMySql8_OnesThatMariaDbKnows(string collation)
    {
        Assert.Equal(
            "CREATE TABLE a (x text COLLATE utf8mb4_unicode_ci) COLLATE=utf8mb4_unicode_ci",
            Rewrite($"CREATE TABLE a (x text COLLATE {collation}) COLLATE={collation}"));
        Assert.Equal("ALTER TABLE a CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci", Rewrite($"ALTER TABLE a CONVERT TO CHARACTER SET utf8mb4 COLLATE {collation}"));
    }

    // mysqldump writes these around every view and trigger.
    [Theory]
    [InlineData("/*!50001 SET collation_connection      = utf8mb4_0900_ai_ci */", "/*!50001 SET collation_connection      = utf8mb4_unicode_ci */")]
    [InlineData("CREATE VIEW v AS SELECT x collate utf8mb4_0900_ai_ci FROM a", "CREATE VIEW v AS SELECT x collate utf8mb4_unicode_ci FROM a")]
    public void Rewrite_CollationsAroundAndInPrograms_OnesThatMariaDbKnows(string statement, string rewritten) =>
        Assert.Equal(rewritten, Rewrite(statement));

    [Theory]
    [InlineData("/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`%`*/ /*!50003 TRIGGER t */", "/*!50003 CREATE*/  /*!50003 TRIGGER t */")]
    [InlineData("/*!50001 CREATE*/ /*!50013 DEFINER=`a`@`b` SQL SECURITY DEFINER */ /*!50001 VIEW v */", "/*!50001 CREATE*/ /*!50013  SQL SECURITY DEFINER */ /*!50001 VIEW v */")]
    [InlineData("CREATE DEFINER=`a`@`localhost` PROCEDURE p()", "CREATE  PROCEDURE p()")]
    [InlineData("CREATE DEFINER = 'a'@'10.0.%' FUNCTION f()", "CREATE  FUNCTION f()")]
    [InlineData("CREATE definer=root@localhost TRIGGER t", "CREATE  TRIGGER t")]
    [InlineData("CREATE DEFINER=`a;b`@`c d` EVENT e", "CREATE  EVENT e")]
    [InlineData("CREATE DEFINER=CURRENT_USER TRIGGER t", "CREATE DEFINER=CURRENT_USER TRIGGER t")]
    public void Rewrite_Definers_Gone(string statement, string rewritten) => Assert.Equal(rewritten, Rewrite(statement));

    [Theory]
    [InlineData("CREATE PROCEDURE p() SELECT 'DEFINER=`a`@`b` utf8mb4_0900_ai_ci'")]
    [InlineData("CREATE PROCEDURE p() BEGIN -- don't\nSELECT 'DEFINER=`a`@`b`'; END")]
    public void Rewrite_QuotedTextInPrograms_AsItIs(string statement) => Assert.Equal(statement, Rewrite(statement));

    // Without it the dashes would begin a comment, and end the string before its end.
    [Theory]
    [InlineData("SET @a = 5 -DEFINER=a@b- '\n; DROP DATABASE mysql; -- '")]
    [InlineData("SET @a = 5 --DEFINER=a@b '\n; DROP DATABASE mysql; -- '")]
    public void Rewrite_DefinerOutsideOfPrograms_AsItIs(string statement) => Assert.Equal(statement, Rewrite(statement));

    [Fact]
    public void Rewrite_DefinerBehindACommentWithAnApostrophe_Gone() =>
        Assert.Equal("/* it's */ CREATE  TRIGGER t", Rewrite("/* it's */ CREATE DEFINER=`a`@`b` TRIGGER t"));

    [Fact]
    public void Rewrite_BytesOutside_Identical()
    {
        var every = string.Concat(Enumerable.Range(0, 256).Where(c => c is not ('\'' or '\\')).Select(c => (char)c));

        Assert.Equal($"CREATE TABLE a (x text DEFAULT '{every}') ENGINE=InnoDB /*\u00e9\u0080*/", Rewrite($"CREATE TABLE a (x text DEFAULT '{every}') ENGINE=MyISAM /*\u00e9\u0080*/"));
    }

    [Theory]
    [InlineData("INSERT INTO a VALUES ('ENGINE=MyISAM')")]
    [InlineData("CREATE TABLE a (x int) ENGINE=InnoDB")]
    public void Rewrite_NothingToDo_TheSameMemory(string statement)
    {
        ReadOnlyMemory<byte> bytes = Dump.Bytes(statement);

        Assert.Equal(bytes, DumpRewriter.Rewrite(bytes, SqlStatement.Parse(bytes.Span).Kind));
    }
}
