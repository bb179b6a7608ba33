namespace Pantheon.Functions.Tests.Platforms.Local;

/// <summary>Dumps whose tables have what is easily lost.</summary>
internal static class SampleDumps
{
    /// <summary>Every kind of key, as mysqldump writes a table: definition, rows, the next table; a child before its parent.</summary>
    internal const string Keys = """
        SET NAMES utf8mb4;
        /*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
        DROP TABLE IF EXISTS `child`;
        CREATE TABLE `child` (
          `id` int(11) NOT NULL AUTO_INCREMENT,
          `parent` int(11) DEFAULT NULL,
          `other` int(11) DEFAULT NULL,
          `note` varchar(190) DEFAULT 'a, (b) ''c''' COMMENT 'KEY `x` (`y`), it''s "so"',
          PRIMARY KEY (`id`),
          UNIQUE KEY `note` (`note`),
          KEY `parent` (`parent`),
          KEY `other` (`other`,`parent`),
          CONSTRAINT `child_parent` FOREIGN KEY (`parent`) REFERENCES `parent` (`id`) ON DELETE CASCADE ON UPDATE CASCADE,
          CONSTRAINT `child_other` FOREIGN KEY (`other`) REFERENCES `parent` (`id`) ON DELETE SET NULL
        ) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='the child''s (table), KEY';
        LOCK TABLES `child` WRITE;
        /*!40000 ALTER TABLE `child` DISABLE KEYS */;
        INSERT INTO `child` VALUES (1,1,2,'one'),(2,1,NULL,'two; (three)'),(6,2,1,'Grüße');
        /*!40000 ALTER TABLE `child` ENABLE KEYS */;
        UNLOCK TABLES;
        DROP TABLE IF EXISTS `parent`;
        CREATE TABLE `parent` (
          `id` int(11) NOT NULL,
          `title` varchar(200) NOT NULL,
          `body` longtext DEFAULT NULL,
          `long` int(11) GENERATED ALWAYS AS (char_length(`title`)) STORED,
          `spot` point NOT NULL,
          `n` int(11) DEFAULT NULL CHECK (`n` > 0),
          PRIMARY KEY (`id`),
          KEY `title` (`title`(20),`id`) COMMENT 'a, b',
          KEY `long` (`long`) USING BTREE,
          FULLTEXT KEY `words` (`title`,`body`),
          SPATIAL KEY `spot` (`spot`),
          CONSTRAINT `n_small` CHECK (`n` < 100)
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
        INSERT INTO `parent` (`id`, `title`, `body`, `spot`, `n`) VALUES (1,'first','words, (words)',POINT(1,2),5),(2,'second',NULL,POINT(3,4),NULL);
        DROP TABLE IF EXISTS `counted`;
        CREATE TABLE `counted` (
          `n` bigint(20) NOT NULL AUTO_INCREMENT,
          `k` varchar(5) NOT NULL,
          PRIMARY KEY (`k`),
          KEY `n` (`n`),
          KEY `both` (`k`,`n`)
        ) ENGINE=InnoDB AUTO_INCREMENT=12 DEFAULT CHARSET=utf8mb4;
        INSERT INTO `counted` VALUES (11,'a'),(5,'b');
        DROP TABLE IF EXISTS `parted`;
        CREATE TABLE `parted` (
          `id` int(11) NOT NULL,
          `v` int(11) DEFAULT NULL,
          PRIMARY KEY (`id`),
          KEY `v` (`v`)
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
         PARTITION BY RANGE (`id`)
        (PARTITION `p0` VALUES LESS THAN (10) ENGINE = InnoDB,
         PARTITION `p1` VALUES LESS THAN MAXVALUE ENGINE = InnoDB);
        INSERT INTO `parted` VALUES (1,2),(11,3);
        /*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;

        """;

    /// <summary>All definitions first, then all rows, taking turns between the tables.</summary>
    internal const string Interleaved = """
        CREATE TABLE `a` (`id` int(11) NOT NULL, `v` int(11) DEFAULT NULL, PRIMARY KEY (`id`), KEY `v` (`v`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
        CREATE TABLE `b` (`id` int(11) NOT NULL, `v` int(11) DEFAULT NULL, PRIMARY KEY (`id`), KEY `v` (`v`), CONSTRAINT `b_a` FOREIGN KEY (`v`) REFERENCES `a` (`id`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
        INSERT INTO `b` VALUES (1,1);
        INSERT INTO `a` VALUES (1,10);
        INSERT INTO `b` VALUES (2,2);
        INSERT INTO `a` VALUES (2,20);
        INSERT INTO `a` VALUES (3,30);
        INSERT INTO `b` VALUES (3,3);

        """;

    /// <summary>As phpMyAdmin exports: keys, counters and foreign keys by ALTER at the end.</summary>
    internal const string PhpMyAdmin = """
        SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
        START TRANSACTION;
        SET time_zone = "+00:00";
        CREATE TABLE `posts` (
          `ID` bigint(20) UNSIGNED NOT NULL,
          `author` bigint(20) UNSIGNED NOT NULL DEFAULT 0,
          `title` varchar(100) NOT NULL
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
        INSERT INTO `posts` (`ID`, `author`, `title`) VALUES
        (1, 1, 'one'),
        (5, 2, 'five');
        CREATE TABLE `users` (
          `ID` bigint(20) UNSIGNED NOT NULL,
          `login` varchar(60) NOT NULL
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
        INSERT INTO `users` (`ID`, `login`) VALUES (1, 'a'), (2, 'b');
        ALTER TABLE `posts`
          ADD PRIMARY KEY (`ID`),
          ADD KEY `author` (`author`);
        ALTER TABLE `users`
          ADD PRIMARY KEY (`ID`),
          ADD UNIQUE KEY `login` (`login`);
        ALTER TABLE `posts`
          MODIFY `ID` bigint(20) UNSIGNED NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=6;
        ALTER TABLE `posts`
          ADD CONSTRAINT `posts_users` FOREIGN KEY (`author`) REFERENCES `users` (`ID`);
        COMMIT;

        """;

    /// <summary>Views (with the table that mysqldump puts in their place first), triggers and routines, before and between tables.</summary>
    internal const string Programs = """
        CREATE TABLE `a` (`id` int(11) NOT NULL, `v` int(11) DEFAULT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
        INSERT INTO `a` VALUES (1,10),(2,20);
        DELIMITER ;;
        /*!50003 CREATE*/ /*!50017 DEFINER=`nobody`@`elsewhere`*/ /*!50003 TRIGGER `a_more` BEFORE INSERT ON `a` FOR EACH ROW BEGIN SET NEW.v = NEW.v + 1; END */;;
        DELIMITER ;
        /*!50001 CREATE TABLE `seen` (
          `id` tinyint NOT NULL
        ) ENGINE=MyISAM */;
        CREATE TABLE `b` (`id` int(11) NOT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
        INSERT INTO `b` VALUES (1);
        DELIMITER $$
        CREATE DEFINER=`nobody`@`elsewhere` PROCEDURE `p`() BEGIN SELECT 1; SELECT 2; END$$
        DELIMITER ;
        /*!50001 DROP TABLE IF EXISTS `seen`*/;
        /*!50001 CREATE ALGORITHM=UNDEFINED */
        /*!50013 DEFINER=`nobody`@`elsewhere` SQL SECURITY INVOKER */
        /*!50001 VIEW `seen` AS SELECT `a`.`id` AS `id` FROM `a` JOIN `b` */;

        """;

    /// <summary>Many tables alike, each with a key and a row for each number.</summary>
    internal static string Many(int tables, int rows) => string.Concat(Enumerable.Range(0, tables).Select(table =>
        $"CREATE TABLE `t{table}` (`id` int(11) NOT NULL, `v` int(11) DEFAULT NULL, PRIMARY KEY (`id`), KEY `v` (`v`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n"
        + string.Concat(Enumerable.Range(0, rows).Select(row => $"INSERT INTO `t{table}` VALUES ({row},{row * 2});\n"))));
}
