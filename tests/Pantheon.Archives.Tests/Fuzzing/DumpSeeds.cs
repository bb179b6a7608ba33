namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Sound dumps, small ones, with everything that makes splitting hard.</summary>
internal static class DumpSeeds
{
    internal static IReadOnlyList<byte[]> All { get; } = Array.ConvertAll<string, byte[]>(
        [
            Dump.Small,
            Dump.Small.ReplaceLineEndings("\r\n"),
            "\u00ef\u00bb\u00bf" + Dump.Small,
            """
            /*M!999999\- enable the sandbox mode */
            /*!40101 SET NAMES utf8mb4 */;
            /*!50503 SET character_set_client = utf8mb4 */;
            CREATE TABLE `a;b` (`id` int NOT NULL AUTO_INCREMENT, `t` varchar(9) DEFAULT 'it''s (, so' COMMENT "a, \"b\"", PRIMARY KEY (`id`), KEY `t` (`t`(3)),
              CONSTRAINT `c` FOREIGN KEY (`id`) REFERENCES `d` (`id`)) ENGINE=MyISAM COLLATE=utf8mb4_0900_ai_ci /*!50100 PARTITION BY HASH (`id`) */;
            INSERT IGNORE INTO `a;b` (`id`, `t`) VALUES (1,'\'\\'),(2,"''\";"),(-3,'-- no'),(4,_binary '\0\Z') ON DUPLICATE KEY UPDATE t = VALUES(t);
            ALTER TABLE `a;b` ADD KEY `x` (`id`);
            """,
            """
            DELIMITER ;;
            /*!50003 CREATE*/ /*!50017 DEFINER=`a`@`%`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.x = ';'; SET NEW.y = 5--3; END */;;
            INSERT INTO a VALUES (1);;
            DELIMITER ;
            # it's; a comment
            /* "and; ` one */ SET @x = 1; -- it's the end
            delimiter $$
            CREATE DEFINER=a@b PROCEDURE p() BEGIN SELECT 1; END$$
            delimiter ;
            DROP TABLE IF EXISTS `x``y`;
            """,
            "INSERT INTO a VALUES ('\0\u001a\r\n\u00ff;\u00fe',0xFF,'" + new string('x', 300) + "');\0;\n\0A;",
            "BEGIN;\nUSE `old`;\nCREATE DATABASE x;\nGRANT ALL ON *.* TO a;\n",
        ],
        Dump.Bytes);
}
