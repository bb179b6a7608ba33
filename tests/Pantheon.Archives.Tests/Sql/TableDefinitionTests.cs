using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Tests.Sql;

public sealed class TableDefinitionTests
{
    private static TableDefinition Parse(params string[] definitions) =>
        TableDefinition.Parse($"CREATE TABLE `t` (\n  {string.Join(",\n  ", definitions)}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4");

    private static string Created(params string[] definitions) =>
        $"CREATE TABLE `t` (\n  {string.Join(",\n  ", definitions)}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";

    [Fact]
    public void Parse_TableOfMysqldump_KeysAndForeignKeysApart()
    {
        var parsed = Parse(
            "`id` int(11) NOT NULL AUTO_INCREMENT", "`a` varchar(190) DEFAULT NULL", "`b` int(11) DEFAULT NULL",
            "PRIMARY KEY (`id`)", "UNIQUE KEY `a` (`a`)", "KEY `b` (`b`,`a`(20))", "FULLTEXT KEY `words` (`a`)", "SPATIAL KEY `s` (`s`)",
            "CONSTRAINT `fk` FOREIGN KEY (`b`) REFERENCES `other` (`id`) ON DELETE CASCADE");

        Assert.Equal(
            Created("`id` int(11) NOT NULL AUTO_INCREMENT", "`a` varchar(190) DEFAULT NULL", "`b` int(11) DEFAULT NULL", "PRIMARY KEY (`id`)", "UNIQUE KEY `a` (`a`)"),
            parsed.Create);
        Assert.Equal(["KEY `b` (`b`,`a`(20))", "FULLTEXT KEY `words` (`a`)", "SPATIAL KEY `s` (`s`)"], parsed.Keys);
        Assert.Equal(["CONSTRAINT `fk` FOREIGN KEY (`b`) REFERENCES `other` (`id`) ON DELETE CASCADE"], parsed.ForeignKeys);
    }

    [Theory]
    [InlineData("`a` int COMMENT 'one, KEY `x` (`y`), (two'")]
    [InlineData("`a` varchar(9) DEFAULT 'it''s (, so'")]
    [InlineData("`a` varchar(9) DEFAULT 'it\\'s (, so'")]
    [InlineData("`a` varchar(9) DEFAULT '\\\\'")]
    [InlineData("`a` varchar(9) DEFAULT \"a, (\"\"b\"")]
    [InlineData("`a,(` int")]
    [InlineData("`a``,(` int")]
    [InlineData("`a` enum('x,y','(','KEY `a` (`b`)') DEFAULT '('")]
    [InlineData("`a` decimal(10,2) NOT NULL DEFAULT 0.00")]
    [InlineData("`a` int GENERATED ALWAYS AS (concat(`b`,',',`c`)) VIRTUAL")]
    [InlineData("`a` longtext CHECK (json_valid(`a`))")]
    [InlineData("CONSTRAINT `c` CHECK (`a` in (1,2,3))")]
    [InlineData("`key` int")]
    [InlineData("`index` int")]
    [InlineData("keyword int")]
    public void Parse_DefinitionThatIsNoKey_StaysWithTheTable(string definition)
    {
        var parsed = Parse(definition, "`b` int", "KEY `b` (`b`)");

        Assert.Equal(Created(definition, "`b` int"), parsed.Create);
        Assert.Equal(["KEY `b` (`b`)"], parsed.Keys);
        Assert.Empty(parsed.ForeignKeys);
    }

    [Theory]
    [InlineData("PRIMARY KEY (`b`)")]
    [InlineData("PRIMARY KEY (`b`,`a`(10)) USING BTREE")]
    [InlineData("UNIQUE KEY `u` (`b`)")]
    [InlineData("UNIQUE (`b`)")]
    [InlineData("UNIQUE INDEX `u` (`b`)")]
    [InlineData("CONSTRAINT `u` UNIQUE (`b`)")]
    [InlineData("CONSTRAINT `FOREIGN KEY` UNIQUE (`b`)")]
    public void Parse_UniqueKey_StaysWithTheTable(string definition)
    {
        var parsed = Parse("`b` int", definition, "KEY `k` (`b`)");

        Assert.Equal(Created("`b` int", definition), parsed.Create);
        Assert.Equal(["KEY `k` (`b`)"], parsed.Keys);
    }

    [Theory]
    [InlineData("KEY `b` (`b`)")]
    [InlineData("key b (b)")]
    [InlineData("INDEX (`b`)")]
    [InlineData("KEY `b` (`b`(20),`c` DESC) USING BTREE COMMENT 'a, (b'")]
    [InlineData("FULLTEXT KEY `b` (`b`,`c`) /*nothing*/")]
    [InlineData("FULLTEXT `b` (`b`)")]
    public void Parse_PlainKey_ComesAfterTheRows(string definition)
    {
        var parsed = Parse("`b` text", definition);

        // A comment may hide anything.
        Assert.Equal(definition.Contains("/*", StringComparison.Ordinal) ? [] : [definition], parsed.Keys);
    }

    [Theory]
    [InlineData("FOREIGN KEY (`b`) REFERENCES `o` (`id`)")]
    [InlineData("CONSTRAINT FOREIGN KEY (`b`) REFERENCES `o` (`id`)")]
    [InlineData("CONSTRAINT fk FOREIGN KEY (`b`) REFERENCES `o` (`id`)")]
    [InlineData("CONSTRAINT `f``k` FOREIGN KEY (`b`,`c`) REFERENCES `o` (`id`,`x`) ON UPDATE NO ACTION")]
    public void Parse_ForeignKey_ComesAfterAllTables(string definition)
    {
        var parsed = Parse("`b` int", definition);

        Assert.Equal([definition], parsed.ForeignKeys);
        Assert.Equal(Created("`b` int"), parsed.Create);
    }

    [Theory]
    [InlineData("`n` int NOT NULL AUTO_INCREMENT", "KEY `n` (`n`)")]
    [InlineData("`n` int NOT NULL AUTO_INCREMENT", "KEY `n` (`n`)", "PRIMARY KEY (`k`)")]
    [InlineData("`n` int NOT NULL AUTO_INCREMENT", "KEY `n` (`n`)", "PRIMARY KEY (`k`,`n`)")]
    [InlineData("`n` int NOT NULL AUTO_INCREMENT", "KEY `n` (`n`)", "UNIQUE KEY `n(` (`k`)")]
    [InlineData("`n` int AUTO_INCREMENT COMMENT 'the UNIQUE one'", "KEY `n` (`n`)")]
    public void Parse_CountingColumnWithAPlainKeyOnly_IsLeftWhole(params string[] definitions)
    {
        var parsed = Parse(["`k` int", .. definitions, "KEY `k` (`k`)"]);

        Assert.Empty(parsed.Keys);
        Assert.Equal(Created(["`k` int", .. definitions, "KEY `k` (`k`)"]), parsed.Create);
    }

    [Theory]
    [InlineData("`n` int NOT NULL AUTO_INCREMENT", "PRIMARY KEY (`n`)")]
    [InlineData("`n` int NOT NULL AUTO_INCREMENT", "PRIMARY KEY (`N`,`k`)")]
    [InlineData("`n` int NOT NULL AUTO_INCREMENT", "UNIQUE KEY `u(` (`n`)")]
    [InlineData("`n` int NOT NULL AUTO_INCREMENT", "CONSTRAINT `c` UNIQUE (n)")]
    [InlineData("n int NOT NULL AUTO_INCREMENT PRIMARY KEY", "`m` int")]
    [InlineData("n int UNIQUE AUTO_INCREMENT", "`m` int")]
    [InlineData("`n` int COMMENT 'AUTO_INCREMENT'", "`m` int")]
    public void Parse_CountingColumnWithAUniqueKey_OthersComeAfterTheRows(params string[] definitions)
    {
        var parsed = Parse(["`k` int", .. definitions, "KEY `k` (`k`)"]);

        Assert.Equal(["KEY `k` (`k`)"], parsed.Keys);
    }

    [Theory]
    [InlineData("CREATE TABLE `t` LIKE `u`")]
    [InlineData("CREATE TABLE `t` (`a` int, /*!50100 KEY `a` (`a`), */ KEY `b` (`a`))")]
    [InlineData("CREATE TABLE `t` (`a` int, KEY `b` (`a`)")]
    [InlineData("/*!50001 CREATE TABLE `t` (`a` int, KEY `b` (`a`)) */")]
    [InlineData("CREATE TEMPORARY TABLE `t` (`a` int, KEY `b` (`a`))")]
    public void Parse_OutOfTheOrdinary_IsLeftWhole(string create)
    {
        var parsed = TableDefinition.Parse(create);

        Assert.Equal((create, 0, 0), (parsed.Create, parsed.Keys.Count, parsed.ForeignKeys.Count));
    }

    [Theory]
    [InlineData(" ENGINE=InnoDB COMMENT='KEY `a` (`b`), x'")]
    [InlineData("\n/*!50100 PARTITION BY RANGE (`a`)\n(PARTITION p0 VALUES LESS THAN (10) ENGINE = InnoDB,\n PARTITION p1 VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */")]
    [InlineData(" PARTITION BY HASH (`a`) PARTITIONS 4")]
    public void Parse_WhatFollowsTheDefinitions_StaysAsItIs(string tail)
    {
        var parsed = TableDefinition.Parse($"CREATE TABLE IF NOT EXISTS `t` (`a` int, KEY `b` (`a`)){tail}");

        Assert.Equal(["KEY `b` (`a`)"], parsed.Keys);
        Assert.EndsWith($"\n){tail}", parsed.Create, StringComparison.Ordinal);
    }

    // Taken apart, what follows a comma or a parenthesis in the comment would stand on a line of its own: as code.
    [Theory]
    [InlineData("# one, KEY `x` (`y`)\n")]
    [InlineData("# ); DROP DATABASE mysql; #\n")]
    [InlineData("-- one, KEY `x` (`y`)\n")]
    [InlineData("--\t); DROP DATABASE mysql; #\n")]
    [InlineData("/* one, KEY `x` (`y`) */")]
    public void Parse_CommentAmongDefinitions_StaysWhole(string comment)
    {
        var create = Created("`a` int " + comment, "KEY `a` (`a`)");

        Assert.Equal(create, TableDefinition.Parse(create).Create);
    }

    [Fact]
    public void Parse_MarksOfCommentsInText_TakenApartAllTheSame() =>
        Assert.Equal(["KEY `a` (`a`)"], Parse("`a` int DEFAULT 5--3 COMMENT '# one, -- two, /* three'", "KEY `a` (`a`)").Keys);
}
