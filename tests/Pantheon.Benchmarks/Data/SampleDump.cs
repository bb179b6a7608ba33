using System.Text;

namespace Pantheon.Benchmarks.Data;

/// <summary>A dump as mysqldump writes it: INSERTs of about a megabyte, keys in the definitions.</summary>
internal static class SampleDump
{
    private const int InsertLength = 1_000_000;

    internal static async Task WriteAsync(string path, long bytes)
    {
        await using var dump = new StreamWriter(path);
        await dump.WriteAsync("SET NAMES utf8mb4;\n/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;\n/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;\n");
        foreach (var table in SampleTables.All)
            await WriteTableAsync(dump, table, (long)(bytes * table.Share));
        await dump.WriteAsync("/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;\n/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;\n-- Dump completed\n");
    }

    private static async Task WriteTableAsync(StreamWriter dump, SampleTable table, long bytes)
    {
        var words = new Words(table.Name.Length);
        await dump.WriteAsync(
            $"DROP TABLE IF EXISTS `{table.Name}`;\nCREATE TABLE `{table.Name}` (\n{table.Definition}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;\n"
            + $"LOCK TABLES `{table.Name}` WRITE;\n/*!40000 ALTER TABLE `{table.Name}` DISABLE KEYS */;\n");
        var insert = new StringBuilder();
        for (var (id, written) = (1, 0L); written < bytes; written += insert.Length)
        {
            insert.Clear().Append($"INSERT INTO `{table.Name}` VALUES ").Append(table.Row(id++, words));
            while (insert.Length < InsertLength)
                insert.Append(',').Append(table.Row(id++, words));
            await dump.WriteAsync(insert.Append(";\n"));
        }

        await dump.WriteAsync($"/*!40000 ALTER TABLE `{table.Name}` ENABLE KEYS */;\nUNLOCK TABLES;\n");
    }
}
