using CsCheck;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>What statements are made of, and what hostile ones are.</summary>
internal static class SqlPieces
{
    private static readonly string[] Texts =
    [
        "'", "\"", "`", "\\", ";", "\n", "\r\n", " ", "\0", ",", "(", ")", "-", "/", "*", "#", "--", "-- ", "/*", "*/", "/**/", "/*!", "/*!40101 ", "/*!99999 ", "/*!80000 ",
        "/*M!100100 ", "/*M!999999\\- ", "*/*", "DELIMITER ;;\n", "DELIMITER $\n", "DELIMITER ;\n", "DELIMITER '\n", "$", ";;", "\nDELIMITER", "\u00ef\u00bb\u00bf", "\u00ff",
        "SET @x = 1 ", "CREATE TABLE a (", "b int", "KEY b (b)", "INSERT INTO a VALUES (1)", "ALTER TABLE a ", "DROP TABLE a ", "DEFINER=a@b", "DEFINER=`a`@`b`",
        "/*!50017 DEFINER=a@b*/", "ENGINE=MyISAM", "utf8mb4_0900_ai_ci", "AUTO_INCREMENT", "PRIMARY KEY ", "CONSTRAINT `c` ", "FOREIGN KEY (b) ", "VALUES ",
        "'it''s'", @"'\''", @"'\\'", "\"\"\"\"", "`a``b`", "5--3", "M!", "GRANT ALL ON *.* TO a ", "; GRANT ALL ON *.* TO a ", "CREATE VIEW v AS SELECT 1 ", "999999", "!",
    ];

    internal static IReadOnlyList<byte[]> Bytes { get; } = Array.ConvertAll(Texts, Dump.Bytes);

    /// <summary>Any of them in a row.</summary>
    internal static Gen<string> Any { get; } = Gen.OneOf(Texts).Array[0, 14].Select(string.Concat);

    /// <summary>Few of them, of the kind that begins and ends comments and strings: combinations of these are what fools a guard.</summary>
    private static Gen<string> Marks { get; } = Gen.OneOf(
        "'", "\"", "`", " ", "\n", ";x", " '\n;x '", "/*!1 ", "/*", "*/", "*", "-", "--", "#", "DEFINER=a@b", ",", ")", "(").Array[0, 10].Select(string.Concat);

    /// <summary>What a guard takes for harmless by its first words, with anything behind them.</summary>
    internal static Gen<string> Harmless { get; } = Gen.Select(
        Gen.OneOf("SET @x = 1 ", "CREATE TABLE a (b int ", "INSERT INTO a VALUES (1)", "ALTER TABLE a ", "DROP TABLE a ", "/*!40101 SET @x = 1 ", "DELIMITER $\nSET @x = 1 "),
        Gen.OneOf(Any, Marks)).Select((first, rest) => first + rest);
}
