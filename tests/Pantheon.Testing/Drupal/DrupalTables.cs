namespace Pantheon.Testing;

/// <summary>A small but complete set of a Drupal's tables, with values that importers stumble over.</summary>
internal static class DrupalTables
{
    private static readonly byte[] EveryByte = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    internal static IReadOnlyList<DumpTable> For(DrupalVersion version, int rows) =>
        version == DrupalVersion.Drupal7 ? [Variable(), Node(rows), Users(), FileManaged(), Cache("cache_bootstrap", rows), Watchdog(rows)]
        : [Config(), NodeFieldData(rows), Users(), FileManaged(), Cache("cache_config", rows), KeyValue()];

    private static DumpTable Variable() => new(
        "variable",
        "InnoDB",
        ["`name` varchar(128) NOT NULL DEFAULT ''", "`value` longblob NOT NULL", "PRIMARY KEY (`name`)"],
        [
            ["site_name", "s:17:\"Übersicht 移住\";"u8.ToArray()],
            ["site_mail", "s:21:\"owner@old-site.example\";"u8.ToArray()],
            ["install_time", "i:1400000000;"u8.ToArray()],
        ]);

    private static DumpTable Config() => new(
        "config",
        "InnoDB",
        ["`collection` varchar(255) CHARACTER SET ascii NOT NULL DEFAULT ''", "`name` varchar(255) CHARACTER SET ascii NOT NULL DEFAULT ''", "`data` longblob", "PRIMARY KEY (`collection`,`name`)"],
        [
            ["", "system.site", "a:1:{s:4:\"name\";s:17:\"Übersicht 移住\";}"u8.ToArray()],
            ["", "core.extension", "a:1:{s:6:\"module\";a:1:{s:4:\"node\";i:0;}}"u8.ToArray()],
            ["language.de", "system.site", null],
        ]);

    private static DumpTable KeyValue() => new(
        "key_value",
        "InnoDB",
        ["`collection` varchar(128) CHARACTER SET ascii NOT NULL DEFAULT ''", "`name` varchar(128) CHARACTER SET ascii NOT NULL DEFAULT ''", "`value` longblob NOT NULL", "PRIMARY KEY (`collection`,`name`)"],
        [["state", "install_time", "i:1700000000;"u8.ToArray()], ["system.schema", "node", "i:10200;"u8.ToArray()]]);

    private static DumpTable Node(int rows) => new(
        "node",
        "InnoDB",
        [
            "`nid` int(10) unsigned NOT NULL AUTO_INCREMENT", "`type` varchar(32) NOT NULL DEFAULT ''", "`title` varchar(191) NOT NULL DEFAULT ''",
            "`changed` int(11) NOT NULL DEFAULT '0'", "PRIMARY KEY (`nid`)", "KEY `node_type` (`type`(4))",
        ],
        [.. Enumerable.Range(1, rows).Select(i => (object?[])[i, "page", Title(i), 1_400_000_000 + i])]);

    private static DumpTable NodeFieldData(int rows) => new(
        "node_field_data",
        "InnoDB",
        [
            "`nid` int(10) unsigned NOT NULL", "`langcode` varchar(12) CHARACTER SET ascii NOT NULL", "`title` varchar(191) NOT NULL", "`changed` int(11) NOT NULL",
            "PRIMARY KEY (`nid`,`langcode`)",
        ],
        [.. Enumerable.Range(1, rows).Select(i => (object?[])[i, "de", Title(i), 1_700_000_000 + i])]);

    private static DumpTable Users() => new(
        "users",
        "InnoDB",
        ["`uid` int(10) unsigned NOT NULL DEFAULT '0'", "`name` varchar(60) NOT NULL DEFAULT ''", "`mail` varchar(191) DEFAULT NULL", "PRIMARY KEY (`uid`)", "UNIQUE KEY `name` (`name`)"],
        [[0, "", null], [1, "owner", "owner@old-site.example"], [2, "Zoë O'Ångström", "zoe@old-site.example"]]);

    private static DumpTable FileManaged() => new(
        "file_managed",
        "MyISAM",
        ["`fid` int(10) unsigned NOT NULL AUTO_INCREMENT", "`filename` varchar(191) NOT NULL", "`uri` varchar(191) NOT NULL", "PRIMARY KEY (`fid`)", "UNIQUE KEY `uri` (`uri`)"],
        [[1, "harbour.png", "public://harbour.png"], [2, "ünïcödé ✓.txt", "public://ünïcödé ✓.txt"]]);

    private static DumpTable Cache(string name, int rows) => new(
        name,
        "MyISAM",
        ["`cid` varchar(191) NOT NULL DEFAULT ''", "`data` longblob", "`expire` decimal(14,3) NOT NULL DEFAULT '0.000'", "PRIMARY KEY (`cid`)"],
        [.. Enumerable.Range(1, rows).Select(i => (object?[])[$"entry:{i}", i % 10 == 0 ? null : EveryByte, i / 8m])]);

    private static DumpTable Watchdog(int rows) => new(
        "watchdog",
        "InnoDB",
        ["`wid` int(11) NOT NULL AUTO_INCREMENT", "`message` longtext NOT NULL", "`variables` longblob NOT NULL", "PRIMARY KEY (`wid`)"],
        [.. Enumerable.Range(1, rows).Select(i => (object?[])[i, $"Line {i};\nINSERT INTO `node` VALUES (1,'not a statement');\r\n-- nor a comment", "a:0:{}"u8.ToArray()])]);

    private static string Title(int i) => (i % 4) switch
    {
        0 => $"It's \"quoted\"; C:\\path\\{i}",
        1 => $"Žluťoučký 移住 😀 {i}",
        2 => $"/* no comment */ -- {i} # ; DELIMITER ;;",
        _ => $"Plain page {i}",
    };
}
