using System.Text;
using MySqlConnector;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Platforms.Local;

/// <summary>Dumps onto a real server, a trait a test. Each site's name is its own: the server is shared.</summary>
public sealed class LocalDatabaseTests
{
    private const string Posts = "CREATE TABLE `p` (`id` int NOT NULL AUTO_INCREMENT, `t` varchar(190) CHARACTER SET utf8mb4 DEFAULT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB;\n";

    private readonly string site = $"db-{Guid.NewGuid():N}";

    private string Database => $"pantheon_{site.Replace('-', '_')}";

    [MariaDbFact]
    public async Task Load_SampleDump_HasItsRowsInInnoDb()
    {
        var end = await MigrateAsync(Encoding.UTF8.GetBytes(SampleSites.Dump));
        var server = await MariaDbServer.Shared;

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal("blog_options 1, blog_posts 3", string.Join(", ", (await server.CountRowsAsync(Database)).Select(table => $"{table.Key} {table.Value}")));
        Assert.Equal("Grüße aus Köln", await ScalarAsync("SELECT post_title FROM blog_posts WHERE ID = 2"));
        Assert.Equal("It's 'quoted'", await ScalarAsync("SELECT post_title FROM blog_posts WHERE ID = 3"));
        Assert.Equal("0", await ScalarAsync($"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '{Database}' AND engine <> 'InnoDB'"));
        Assert.Equal("utf8mb4", await ScalarAsync($"SELECT default_character_set_name FROM information_schema.schemata WHERE schema_name = '{Database}'"));
    }

    [MariaDbFact]
    public async Task Load_TriggerBehindDelimiter_Works()
    {
        var end = await MigrateAsync(Posts + """
            DELIMITER ;;
            /*!50003 CREATE*/ /*!50017 DEFINER=`gone`@`old.host`*/ /*!50003 TRIGGER `up` BEFORE INSERT ON `p` FOR EACH ROW BEGIN SET NEW.t = UPPER(NEW.t); SET NEW.t = CONCAT(NEW.t, ';'); END */;;
            DELIMITER ;
            """);
        await ScalarAsync("INSERT INTO p (t) VALUES ('a')");

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal("A;", await ScalarAsync("SELECT t FROM p"));
    }

    [MariaDbFact]
    public async Task Load_ViewAndRoutineOfAGoneAccount_Work()
    {
        var end = await MigrateAsync(Posts + """
            INSERT INTO `p` VALUES (1,'a'),(2,'b');
            /*!50001 CREATE ALGORITHM=UNDEFINED */
            /*!50013 DEFINER=`gone`@`%` SQL SECURITY DEFINER */
            /*!50001 VIEW `v` AS select `p`.`id` AS `id` from `p` where `p`.`id` > 1 */;
            DELIMITER //
            CREATE DEFINER=`gone`@`%` FUNCTION `f`() RETURNS int DETERMINISTIC BEGIN RETURN 42; END//
            DELIMITER ;
            """);

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal("2", await ScalarAsync("SELECT id FROM v"));
        Assert.Equal("42", await ScalarAsync("SELECT f()"));
    }

    [MariaDbTheory]
    [InlineData("utf8mb4")]
    [InlineData("latin1")]
    [InlineData("binary")]
    public async Task Load_EveryByteInABlob_ArrivesExactly(string names)
    {
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        byte[] dump =
        [
            .. Encoding.ASCII.GetBytes($"/*!40101 SET NAMES {names} */;\nCREATE TABLE `b` (`id` int, `x` longblob) ENGINE=MyISAM;\nINSERT INTO `b` VALUES (1,'"),
            .. bytes.SelectMany(Escape), .. Encoding.ASCII.GetBytes("'),(2,0xDEADBEEF),(3,_binary '"), .. bytes.SelectMany(Escape), .. "');\n"u8,
        ];

        var end = await MigrateAsync(dump);

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal(Convert.ToHexString(bytes), await ScalarAsync("SELECT HEX(x) FROM b WHERE id = 1"));
        Assert.Equal("DEADBEEF", await ScalarAsync("SELECT HEX(x) FROM b WHERE id = 2"));
        Assert.Equal(Convert.ToHexString(bytes), await ScalarAsync("SELECT HEX(x) FROM b WHERE id = 3"));
    }

    [MariaDbTheory]
    [InlineData("SET NAMES latin1")]
    [InlineData("/*!40101 SET NAMES latin1 */")]
    [InlineData("/*!40101 SET NAMES 'latin1' */")]
    [InlineData("SET character_set_client = latin1")]
    public async Task Load_Latin1Dump_ArrivesAsTheSameText(string names)
    {
        var end = await MigrateAsync(Encoding.Latin1.GetBytes($"{names};\n{Posts}INSERT INTO `p` VALUES (1,'Grüße; ÄÖÜß'),(2,'it''s \\'é\\'');\n"));

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal("Grüße; ÄÖÜß", await ScalarAsync("SELECT t FROM p WHERE id = 1"));
        Assert.Equal("it's 'é'", await ScalarAsync("SELECT t FROM p WHERE id = 2"));
    }

    [MariaDbFact]
    public async Task Load_Latin1DumpOfTheServersOwnTool_ArrivesAsTheSameText()
    {
        var server = await MariaDbServer.Shared;
        var old = await server.CreateDatabaseAsync();
        await ExecuteAsync(old.ConnectionString, "CREATE TABLE p (id int PRIMARY KEY, t varchar(50) CHARACTER SET latin1, b blob) ENGINE=MyISAM; INSERT INTO p VALUES (1, 'Grüße', X'00E9FF'), (2, 'Ã¼', NULL)");
        using var scratch = ScratchDirectory.Create("latin1");
        await server.DumpAsync(old.Name, scratch.Combine("dump.sql"), "--default-character-set=latin1");

        var end = await MigrateAsync(await File.ReadAllBytesAsync(scratch.Combine("dump.sql")));

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal("Grüße", await ScalarAsync("SELECT t FROM p WHERE id = 1"));
        Assert.Equal("00E9FF", await ScalarAsync("SELECT HEX(b) FROM p WHERE id = 1"));
        Assert.Equal("Ã¼", await ScalarAsync("SELECT t FROM p WHERE id = 2"));
    }

    [MariaDbFact]
    public async Task Load_CollationOfMySql8_IsMapped()
    {
        var end = await MigrateAsync("CREATE TABLE `c` (`t` varchar(50) COLLATE utf8mb4_0900_ai_ci, `d` varchar(30) DEFAULT 'utf8mb4_0900_ai_ci') ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;");

        Assert.Null(end.Failure);
        Assert.Contains("utf8mb4_0900_ai_ci", await ScalarAsync($"SELECT column_default FROM information_schema.columns WHERE table_schema = '{Database}' AND column_name = 'd'"), StringComparison.Ordinal);
        Assert.Equal("utf8mb4_unicode_ci", await ScalarAsync($"SELECT table_collation FROM information_schema.tables WHERE table_schema = '{Database}'"));
    }

    [MariaDbFact]
    public async Task Load_ZeroDatesAndZeroIds_AreTaken()
    {
        var end = await MigrateAsync("""
            CREATE TABLE `z` (`id` int NOT NULL AUTO_INCREMENT, `d` datetime NOT NULL DEFAULT '0000-00-00 00:00:00', PRIMARY KEY (`id`));
            INSERT INTO `z` VALUES (0,'0000-00-00 00:00:00'),(1,'2021-00-00 00:00:00');
            """);

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal("2", await ScalarAsync("SELECT COUNT(*) FROM z WHERE id IN (0, 1)"));
    }

    [MariaDbTheory]
    [InlineData("SET autocommit=0;\n", "COMMIT;\n")]
    [InlineData("SET autocommit=0;\n", "")]
    [InlineData("START TRANSACTION;\n", "")]
    [InlineData("/*!40000 ALTER TABLE `p` DISABLE KEYS */;\nLOCK TABLES `p` WRITE;\n", "UNLOCK TABLES;\n/*!40000 ALTER TABLE `p` ENABLE KEYS */;\n")]
    public async Task Load_OwnTransactions_AllRowsStay(string before, string after)
    {
        var end = await MigrateAsync($"{Posts}{before}INSERT INTO `p` VALUES (1,'a'),(2,'b');\n{after}");

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal("2", await ScalarAsync("SELECT COUNT(*) FROM p"));
    }

    [MariaDbFact]
    public async Task Load_ForeignKeysOutOfOrder_AreTaken()
    {
        var end = await MigrateAsync("""
            CREATE TABLE `child` (`id` int PRIMARY KEY, `parent` int, CONSTRAINT `fk` FOREIGN KEY (`parent`) REFERENCES `parent` (`id`)) ENGINE=InnoDB;
            INSERT INTO `child` VALUES (1,7);
            CREATE TABLE `parent` (`id` int PRIMARY KEY) ENGINE=InnoDB;
            INSERT INTO `parent` VALUES (7);
            """);

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
    }

    [MariaDbTheory]
    [InlineData("GRANT ALL ON *.* TO 'me'@'%'")]
    [InlineData("/*!50000 GRANT ALL ON *.* TO 'me'@'%' */")]
    [InlineData("CREATE USER 'me'@'%'")]
    [InlineData("INSERT INTO `mysql`.`global_priv` VALUES (1)")]
    [InlineData("INSERT INTO mysql . global_priv VALUES (1)")]
    [InlineData("DROP TABLE IF EXISTS `mysql`.`proc`")]
    [InlineData("CREATE TABLE `mysql`.`x` (id int)")]
    [InlineData("ALTER TABLE `mysql`.`proc` ADD x int")]
    [InlineData("SET GLOBAL max_connections = 1")]
    [InlineData("SET @@GLOBAL.max_connections = 1")]
    [InlineData("SET PASSWORD = PASSWORD('x')")]
    [InlineData("LOAD DATA INFILE '/etc/passwd' INTO TABLE p")]
    [InlineData("INSTALL SONAME 'x'")]
    [InlineData("SHUTDOWN")]
    [InlineData("DELETE FROM p")]
    public async Task Load_StatementThatIsNoPartOfASite_IsRefusedWithItsLine(string statement)
    {
        var end = await MigrateAsync($"{Posts}INSERT INTO `p` VALUES (1,'a\nb');\n{statement};\n");

        Assert.Equal("database.rejected", end.Failure?.Code);
        Assert.Contains("line 4", end.Failure!.Detail, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task Load_StatementThatTheServerRefuses_IsToldByLineAndNumber()
    {
        var end = await MigrateAsync($"{Posts}INSERT INTO `p` VALUES (1,'s3cret',3);\n");

        Assert.Equal("database.rejected", end.Failure?.Code);
        Assert.Equal("The server refused the statement at line 2 of the dump with error 1136 (WrongValueCountOnRow).", end.Failure!.Detail);
    }

    [MariaDbTheory]
    [InlineData("INSERT INTO `p` VALUES (1,'a'),(1,'b');\n")]
    [InlineData("INSERT INTO `p` VALUES (1,'a');\nINSERT INTO `p` VALUES (1,'b');\n")]
    public async Task Load_KeyTwice_IsRefusedWhenTheServerNotices(string inserts)
    {
        var end = await MigrateAsync(Posts + inserts);

        Assert.Equal(("database.rejected", false), (end.Failure?.Code, end.Failure?.Retryable));
    }

    [MariaDbFact]
    public async Task Load_IndexTooLongForAnOldRowFormat_Fits()
    {
        var end = await MigrateAsync("CREATE TABLE `i` (`t` varchar(700) CHARACTER SET utf8mb4, UNIQUE KEY `k` (`t`)) ENGINE=InnoDB ROW_FORMAT=COMPACT;");

        Assert.Null(end.Failure);
    }

    [MariaDbFact]
    public async Task Load_IndexTooLong_IsToldAsUsersKnowIt()
    {
        var end = await MigrateAsync("CREATE TABLE `i` (`t` varchar(1000) CHARACTER SET utf8mb4 NOT NULL, PRIMARY KEY (`t`)) ENGINE=InnoDB ROW_FORMAT=COMPACT;");

        Assert.Contains("Index column size too large", end.Failure!.Detail, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task Verify_RowDeletedAfterTheImport_FailsAndNamesTheTable()
    {
        var hook = new PlatformHook();
        hook.Before = (step, _, _) => step == Step.VerifyImport ? ScalarAsync("DELETE FROM blog_posts WHERE ID = 1") : Task.CompletedTask;
        var end = await MigrateAsync(Encoding.UTF8.GetBytes(SampleSites.Dump), hook);

        Assert.Equal("import.verification", end.Failure?.Code);
        Assert.Contains("table blog_posts has 2 rows, the dump 3", end.Failure!.Detail, StringComparison.Ordinal);
    }

    private static byte[] Escape(byte b) => b switch
    {
        0 => [(byte)'\\', (byte)'0'],
        (byte)'\n' => [(byte)'\\', (byte)'n'],
        (byte)'\r' => [(byte)'\\', (byte)'r'],
        26 => [(byte)'\\', (byte)'Z'],
        (byte)'\'' or (byte)'"' or (byte)'\\' => [(byte)'\\', b],
        _ => [b],
    };

    private Task<Migration> MigrateAsync(string dump) => MigrateAsync(Encoding.UTF8.GetBytes(dump));

    private async Task<Migration> MigrateAsync(byte[] dump, PlatformHook? hook = null)
    {
        var mysql = (await MariaDbServer.Shared).ConnectionString;
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(null, (hook ?? new PlatformHook()).AddTo, $"Platform:Local:MySql={mysql}");
        return (await host.MigrateAsync(server, SampleSites.WordPress(dump: null).File("database.sql", dump).ToTarGzip(), site)).End;
    }

    private async Task<string?> ScalarAsync(string sql)
    {
        var server = await MariaDbServer.Shared;
        await using var connection = new MySqlConnection(server.Database(Database).ConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
