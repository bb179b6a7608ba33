namespace Pantheon.Testing;

/// <summary>The text of `mysqldump --opt -Q --no-autocommit --single-transaction`, as MySQL 5.7 writes it, of a Drupal database.</summary>
public sealed record MysqlDump
{
    /// <summary>mysqldump fills a packet of about 1 MB; fewer rows show as well that a statement has many.</summary>
    private const int RowsPerInsert = 100;

    public required string Database { get; init; }

    public DrupalVersion Version { get; init; } = DrupalVersion.Drupal7;

    /// <summary>Rows of each of the larger tables.</summary>
    public int RowsPerTable { get; init; } = 250;

    /// <summary>Rows by table.</summary>
    public IReadOnlyDictionary<string, long> Tables => DrupalTables.For(Version, RowsPerTable).ToDictionary(table => table.Name, table => (long)table.Rows.Count);

    public byte[] ToBytes()
    {
        var sql = new SqlWriter();
        sql.Text($"""
            -- MySQL dump 10.13  Distrib 5.7.42, for Linux (x86_64)
            --
            -- Host: localhost    Database: {Database}
            -- ------------------------------------------------------
            -- Server version	5.7.42-log

            /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
            /*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
            /*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
            /*!40101 SET NAMES utf8mb4 */;
            /*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
            /*!40103 SET TIME_ZONE='+00:00' */;
            /*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
            /*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
            /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
            /*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;


            """);
        foreach (var table in DrupalTables.For(Version, RowsPerTable))
            Table(sql, table);
        Trigger(sql);
        sql.Text("""
            /*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

            /*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
            /*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
            /*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
            /*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
            /*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
            /*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
            /*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

            -- Dump completed on 2026-11-02 10:00:00

            """);
        return sql.ToArray();
    }

    private static void Table(SqlWriter sql, DumpTable table)
    {
        sql.Text($"""
            --
            -- Table structure for table `{table.Name}`
            --

            DROP TABLE IF EXISTS `{table.Name}`;
            /*!40101 SET @saved_cs_client     = @@character_set_client */;
            /*!40101 SET character_set_client = utf8 */;
            CREATE TABLE `{table.Name}` (
              {string.Join(",\n  ", table.Columns)}
            ) ENGINE={table.Engine} DEFAULT CHARSET=utf8mb4;
            /*!40101 SET character_set_client = @saved_cs_client */;

            --
            -- Dumping data for table `{table.Name}`
            --

            LOCK TABLES `{table.Name}` WRITE;
            /*!40000 ALTER TABLE `{table.Name}` DISABLE KEYS */;
            set autocommit=0;

            """);
        foreach (var rows in table.Rows.Chunk(RowsPerInsert))
            Insert(sql, table.Name, rows);
        sql.Text($"""
            /*!40000 ALTER TABLE `{table.Name}` ENABLE KEYS */;
            UNLOCK TABLES;
            commit;


            """);
    }

    private static void Insert(SqlWriter sql, string table, object?[][] rows)
    {
        sql.Text($"INSERT INTO `{table}` VALUES ");
        for (var i = 0; i < rows.Length; i++)
        {
            sql.Text(i == 0 ? "(" : ",(");
            for (var column = 0; column < rows[i].Length; column++)
            {
                if (column > 0)
                    sql.Text(",");
                sql.Value(rows[i][column]);
            }

            sql.Text(")");
        }

        sql.Text(";\n");
    }

    /// <summary>With a definer whom the new server doesn't know, and semicolons inside.</summary>
    private static void Trigger(SqlWriter sql) => sql.Text("""
        /*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
        /*!50003 SET sql_mode              = 'NO_AUTO_VALUE_ON_ZERO' */ ;
        DELIMITER ;;
        /*!50003 CREATE*/ /*!50017 DEFINER=`oldsite`@`localhost`*/ /*!50003 TRIGGER users_lower_mail BEFORE UPDATE ON users FOR EACH ROW
        BEGIN
          SET NEW.mail = LOWER(NEW.mail); -- one; two
          SET @last_user = CONCAT('user;', NEW.uid);
        END */;;
        DELIMITER ;
        /*!50003 SET sql_mode              = @saved_sql_mode */ ;

        """);
}
