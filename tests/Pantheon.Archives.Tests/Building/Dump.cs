using System.Text;
using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Tests.Building;

/// <summary>Dumps as texts, read and written in Latin-1 so that every byte has its character.</summary>
internal static class Dump
{
    /// <summary>What mysqldump writes around a small table.</summary>
    internal const string Small =
        """
        -- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
        --
        -- Host: localhost    Database: it's
        /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
        DROP TABLE IF EXISTS `wp_options`;
        CREATE TABLE `wp_options` (
          `option_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
          `option_name` varchar(191) NOT NULL DEFAULT '',
          PRIMARY KEY (`option_id`)
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
        LOCK TABLES `wp_options` WRITE;
        INSERT INTO `wp_options` VALUES (1,'siteurl; (not a row)'),(2,'it\'s'),(3,'a:1:{s:3:"b\\";}');
        UNLOCK TABLES;
        -- Dump completed on 2024-02-29 12:30:42

        """;

    internal static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    internal static string Text(ReadOnlyMemory<byte> bytes) => Encoding.Latin1.GetString(bytes.Span);

    internal static Task<List<string>> StatementsAsync(string dump, int most = int.MaxValue, int maxStatement = 256 << 20) =>
        StatementsAsync(new ChunkedStream(Bytes(dump), most), maxStatement);

    internal static async Task<List<string>> StatementsAsync(Stream dump, int maxStatement = 256 << 20) =>
        [.. (await ReadAsync(dump, maxStatement)).Select(statement => statement.Text)];

    internal static async Task<List<(long Line, string Text)>> ReadAsync(Stream dump, int maxStatement = 256 << 20)
    {
        var statements = new List<(long, string)>();
        using var reader = new SqlStatementReader(dump, maxStatement);
        while (await reader.ReadAsync())
            statements.Add((reader.Line, Text(reader.Statement)));
        return statements;
    }
}
