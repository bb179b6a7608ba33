using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Tests.Sql;

public sealed class SqlStatementTests
{
    private static SqlStatement Parse(string statement) => SqlStatement.Parse(Dump.Bytes(statement));

    [Theory]
    [InlineData("CREATE TABLE `a` (`id` int)", SqlStatementKind.CreateTable, null, "a")]
    [InlineData("create table if not exists a (id int)", SqlStatementKind.CreateTable, null, "a")]
    [InlineData("CREATE TABLE `db`.`a` (`id` int)", SqlStatementKind.CreateTable, "db", "a")]
    [InlineData("CREATE TABLE db . a (id int)", SqlStatementKind.CreateTable, "db", "a")]
    [InlineData("CREATE OR REPLACE TABLE a (id int)", SqlStatementKind.CreateTable, null, "a")]
    [InlineData("CREATE TABLE `a``b;c` (id int)", SqlStatementKind.CreateTable, null, "a`b;c")]
    [InlineData("CREATE TABLE `Été` (id int)", SqlStatementKind.CreateTable, null, "Été")]
    [InlineData("CREATE TABLE `if` (id int)", SqlStatementKind.CreateTable, null, "if")]
    [InlineData("CREATE TABLE \"a\" (id int)", SqlStatementKind.CreateTable, null, "a")]
    [InlineData("CREATE TABLE a(id int)", SqlStatementKind.CreateTable, null, "a")]
    [InlineData("/*!50001 CREATE TABLE `v` (`x` tinyint NOT NULL) ENGINE=MyISAM */", SqlStatementKind.CreateTable, null, "v")]
    [InlineData("-- comment\nCREATE /* x */ TABLE # y\n a (id int)", SqlStatementKind.CreateTable, null, "a")]
    [InlineData("DROP TABLE IF EXISTS `a`", SqlStatementKind.DropTable, null, "a")]
    [InlineData("DROP TABLE a", SqlStatementKind.DropTable, null, "a")]
    [InlineData("DROP TEMPORARY TABLE IF EXISTS a", SqlStatementKind.DropTable, null, "a")]
    [InlineData("/*!50001 DROP TABLE IF EXISTS `v`*/", SqlStatementKind.DropTable, null, "v")]
    [InlineData("ALTER TABLE `a` ADD KEY (`x`)", SqlStatementKind.AlterTable, null, "a")]
    [InlineData("/*!40000 ALTER TABLE `db`.`a` DISABLE KEYS */", SqlStatementKind.AlterTable, "db", "a")]
    [InlineData("INSERT INTO `a` VALUES (1)", SqlStatementKind.Insert, null, "a")]
    [InlineData("insert a value (1)", SqlStatementKind.Insert, null, "a")]
    [InlineData("INSERT INTO db.a (x,y) VALUES (1,2)", SqlStatementKind.Insert, "db", "a")]
    [InlineData("INSERT INTO a (x, `values`) VALUES (1,2)", SqlStatementKind.Insert, null, "a")]
    [InlineData("INSERT INTO a(`va)lues(`) VALUES(1)", SqlStatementKind.Insert, null, "a")]
    [InlineData("INSERT INTO a SELECT * FROM b", SqlStatementKind.Other, null, "a")]
    [InlineData("INSERT INTO a (x) SELECT x FROM b", SqlStatementKind.Other, null, "a")]
    [InlineData("REPLACE INTO a SELECT x FROM b", SqlStatementKind.Other, null, "a")]
    public void Parse_StatementsAboutATable_KindAndName(string statement, SqlStatementKind kind, string? database, string table)
    {
        var parsed = SqlStatement.Parse(System.Text.Encoding.UTF8.GetBytes(statement));

        Assert.Equal((kind, database, table), (parsed.Kind, parsed.Database, parsed.Table));
    }

    [Theory]
    [InlineData("", SqlStatementKind.Nothing)]
    [InlineData("/* x */ -- y", SqlStatementKind.Nothing)]
    [InlineData("/*M!999999\\- enable the sandbox mode */", SqlStatementKind.Nothing)]
    [InlineData("CREATE VIEW v AS SELECT 1", SqlStatementKind.Program)]
    [InlineData("CREATE OR REPLACE ALGORITHM=MERGE DEFINER=`user`@`%` SQL SECURITY INVOKER VIEW v AS SELECT 1", SqlStatementKind.Program)]
    [InlineData("/*!50001 CREATE ALGORITHM=UNDEFINED */ /*!50013 DEFINER=`a`@`b` SQL SECURITY DEFINER */ /*!50001 VIEW `v` AS select 1 */", SqlStatementKind.Program)]
    [InlineData("/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN END */", SqlStatementKind.Program)]
    [InlineData("CREATE DEFINER=`a`@`b` PROCEDURE p() SELECT 1", SqlStatementKind.Program)]
    [InlineData("CREATE FUNCTION f() RETURNS INT RETURN 1", SqlStatementKind.Program)]
    [InlineData("/*!50106 CREATE*/ /*!50117 DEFINER=`a`@`b`*/ /*!50106 EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1 */", SqlStatementKind.Program)]
    [InlineData("DROP VIEW IF EXISTS v", SqlStatementKind.Program)]
    [InlineData("/*!50003 DROP PROCEDURE IF EXISTS p */", SqlStatementKind.Program)]
    [InlineData("ALTER EVENT e ENABLE", SqlStatementKind.Program)]
    [InlineData("/*!40101 SET @saved_cs_client     = @@character_set_client */", SqlStatementKind.Set)]
    [InlineData("SET @@SESSION.SQL_LOG_BIN= 0", SqlStatementKind.Set)]
    [InlineData("SET NAMES 'GLOBAL'", SqlStatementKind.Set)]
    [InlineData("LOCK TABLES `a` WRITE", SqlStatementKind.Lock)]
    [InlineData("UNLOCK TABLES", SqlStatementKind.Lock)]
    [InlineData("DROP DATABASE IF EXISTS `a`", SqlStatementKind.Database)]
    [InlineData("START TRANSACTION", SqlStatementKind.Transaction)]
    [InlineData("BEGIN", SqlStatementKind.Transaction)]
    [InlineData("BEGIN WORK", SqlStatementKind.Transaction)]
    [InlineData("COMMIT", SqlStatementKind.Transaction)]
    [InlineData("USE `db`", SqlStatementKind.Database)]
    [InlineData("CREATE DATABASE /*!32312 IF NOT EXISTS*/ `db` /*!40100 DEFAULT CHARACTER SET utf8 */", SqlStatementKind.Database)]
    [InlineData("ALTER DATABASE `db` CHARACTER SET utf8mb4", SqlStatementKind.Database)]
    public void Parse_PartsOfADump_TheirKinds(string statement, SqlStatementKind kind) => Assert.Equal(kind, Parse(statement).Kind);

    [Theory]
    [InlineData("GRANT ALL ON *.* TO a")]
    [InlineData("REVOKE ALL ON *.* FROM a")]
    [InlineData("CREATE USER a")]
    [InlineData("CREATE ROLE a")]
    [InlineData("CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'x')")]
    [InlineData("DROP USER a")]
    [InlineData("ALTER USER a IDENTIFIED BY 'x'")]
    [InlineData("LOAD DATA INFILE '/etc/passwd' INTO TABLE a")]
    [InlineData("LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE a")]
    [InlineData("SELECT 1 INTO OUTFILE '/tmp/x'")]
    [InlineData("SET GLOBAL general_log = 1")]
    [InlineData("SET @@GLOBAL.general_log = 1")]
    [InlineData("SET @a = 1, GLOBAL general_log = 1")]
    [InlineData("SET @a = 'x\\'', GLOBAL general_log = 1")]
    [InlineData("SET PERSIST x = 1")]
    [InlineData("SET PASSWORD = 'x'")]
    [InlineData("/*!50000 GRANT ALL ON *.* TO a */")]
    [InlineData("/*M!100000 GRANT ALL ON *.* TO a */")]
    [InlineData("/* SET */ GRANT ALL ON *.* TO a")]
    [InlineData("BEGIN NOT ATOMIC SELECT 1 INTO OUTFILE '/tmp/x'; END")]
    [InlineData("START SLAVE")]
    [InlineData("LOCK INSTANCE FOR BACKUP")]
    [InlineData("CREATE FUNCTION sys_exec RETURNS INTEGER SONAME 'udf.so'")]
    [InlineData("INSTALL PLUGIN p SONAME 'p.so'")]
    [InlineData("SHUTDOWN")]
    [InlineData("CALL p()")]
    [InlineData("source /etc/passwd")]
    [InlineData("\\! id")]
    public void Parse_NoPartOfADump_Other(string statement) => Assert.Equal(SqlStatementKind.Other, Parse(statement).Kind);

    [Theory]
    [InlineData("INSERT INTO a VALUES (1)", false)]
    [InlineData("INSERT IGNORE INTO a VALUES (1)", true)]
    [InlineData("INSERT LOW_PRIORITY IGNORE a VALUES (1)", true)]
    [InlineData("INSERT  IGNORE INTO `a` VALUES (1)", true)]
    [InlineData("REPLACE INTO a VALUES (1)", true)]
    [InlineData("INSERT INTO `ignore` VALUES (1)", false)]
    public void Parse_Insert_TellsWhetherRowsMayBeLeftOut(string statement, bool ignores)
    {
        var parsed = Parse(statement);

        Assert.Equal((SqlStatementKind.Insert, ignores), (parsed.Kind, parsed.Ignores));
        Assert.Equal(" (1)", statement[parsed.ValuesAt..]);
    }
}
