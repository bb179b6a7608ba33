using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Tests.Sql;

public sealed class SqlStatementReaderTests
{
    /// <summary>Texts that are one statement each, however they are cut.</summary>
    public static TheoryData<string> Statements =>
    [
        "INSERT INTO a VALUES ('x;y')",
        "INSERT INTO a VALUES (\"x;y\")",
        "INSERT INTO a VALUES ('it''s;')",
        "INSERT INTO a VALUES (\"say \"\"hi;\"\"\")",
        "INSERT INTO a VALUES ('it\\'s;')",
        "INSERT INTO a VALUES (\"\\\";\")",
        "INSERT INTO a VALUES ('ends with a backslash\\\\')",
        "INSERT INTO a VALUES ('\\\\\\';')",
        "INSERT INTO a VALUES ('-- no comment;','# nor this;','/* nor this;')",
        "INSERT INTO `a;b` VALUES (1)",
        "INSERT INTO `a``;b` VALUES (1)",
        "INSERT INTO `back\\` VALUES (1)",
        "INSERT INTO `it's` VALUES (1)",
        "INSERT INTO a VALUES ('\0\u001a\r\n\u00ff;\u00fe')",
        "SELECT 5--3",
        "SELECT 5-- comment; 'it\n+3",
        "SELECT 5--\n+3",
        "SELECT 5# comment; \"it\n+3",
        "SELECT 5/* comment; ` */+3",
        "SELECT 5/3",
        "SELECT 5-3",
        "/*!40101 SET NAMES utf8 */",
        "/*!50003 CREATE*/ /*!50020 DEFINER=`a`@`%`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET x = ';' */",
        "/*M!100100 SET x=1 */",
        "DELIMITERS",
    ];

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task ReadAsync_OneStatement_WholeInChunksOfAnySize(string statement)
    {
        foreach (var most in new[] { 1, 2, 3, 5, int.MaxValue })
        {
            Assert.Equal([statement, "NEXT"], await Dump.StatementsAsync(statement + ";\nNEXT;\n", most));
            Assert.Equal([statement], await Dump.StatementsAsync(statement, most));
        }
    }

    [Theory]
    [InlineData("A;B;", "A|B")]
    [InlineData("A;;;\n;B", "A|B")]
    [InlineData(" \t\r\n;\n", "")]
    [InlineData("", "")]
    [InlineData("A", "A")]
    [InlineData("A \r\n", "A")]
    [InlineData("A;\r\nB;\r\n", "A|B")]
    [InlineData("-- one\n# two\n/* three; */\nA;", "A")]
    [InlineData("--\nA;", "A")]
    [InlineData("A; -- to the end", "A")]
    [InlineData("A;--", "A")]
    [InlineData("A; # to the end", "A")]
    [InlineData("/* it's */A;", "A")]
    [InlineData("\u00ef\u00bb\u00bfA;", "A")]
    [InlineData("A;\u00ef\u00bb\u00bfB;", "A|\u00ef\u00bb\u00bfB")]
    public async Task ReadAsync_BlanksAndComments_NoStatements(string dump, string statements)
    {
        foreach (var most in new[] { 1, 2, 7, int.MaxValue })
            Assert.Equal(statements, string.Join('|', await Dump.StatementsAsync(dump, most)));
    }

    [Theory]
    [InlineData("DELIMITER ;;\nCREATE TRIGGER t BEGIN a; b; END ;;\nDELIMITER ;\nC;")]
    [InlineData("delimiter ;;\r\nCREATE TRIGGER t BEGIN a; b; END ;;\r\ndelimiter ;\r\nC;")]
    [InlineData("DELIMITER $$ \nCREATE TRIGGER t BEGIN a; b; END$$\nDELIMITER\t;\nC;")]
    [InlineData("DELIMITER //\nCREATE TRIGGER t BEGIN a; b; END//\nDELIMITER ;\nC")]
    [InlineData("DELIMITER --\nCREATE TRIGGER t BEGIN a; b; END--\nDELIMITER ;\nC")]
    [InlineData("DELIMITER '\nCREATE TRIGGER t BEGIN a; b; END'\nDELIMITER ;\nC")]
    public async Task ReadAsync_Delimiter_RulesUntilTheNext(string dump)
    {
        foreach (var most in new[] { 1, 2, 7, int.MaxValue })
            Assert.Equal(["CREATE TRIGGER t BEGIN a; b; END", "C"], await Dump.StatementsAsync(dump, most));
    }

    // The slash that ends a conditional comment begins none.
    [Theory]
    [InlineData("SET @a = 1 /*!50000 +1*/*2; B; -- */", "SET @a = 1 /*!50000 +1*/*2|B")]
    [InlineData("SELECT 2*/* ; */3; B", "SELECT 2*/* ; */3|B")]
    [InlineData("/*!*/*2; B", "/*!*/*2|B")]
    public async Task ReadAsync_AsteriskBehindAConditionalComment_IsCode(string dump, string statements)
    {
        foreach (var most in new[] { 1, 2, 7, int.MaxValue })
            Assert.Equal(statements, string.Join('|', await Dump.StatementsAsync(dump, most)));
    }

    [Fact]
    public async Task ReadAsync_EmptyDelimiter_Rejected()
    {
        var refusal = await Assert.ThrowsAsync<ArchiveException>(() => Dump.StatementsAsync("A;\nDELIMITER \nB;"));

        Assert.Equal(FindingCode.DatabaseRejected, refusal.Code);
        Assert.Contains("Line 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_SandboxMark_ClassifiedByWhatFollows()
    {
        var statements = await Dump.StatementsAsync(
            "/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump 10.19, it's\n/*!40101 SET NAMES utf8mb4 */;\nDROP TABLE a;");

        Assert.Equal(2, statements.Count);
        Assert.Equal(SqlStatementKind.Set, SqlStatement.Parse(Dump.Bytes(statements[0])).Kind);
    }

    [Fact]
    public async Task ReadAsync_Lines_WhereStatementsBegin()
    {
        const string dump = "-- head\n\nA\n1;\nB; C;\r\n/* x\ny */ D 'x\ny';\nDELIMITER ;;\nE;;\n  F";

        foreach (var most in new[] { 1, 3, int.MaxValue })
        {
            var lines = (await Dump.ReadAsync(new ChunkedStream(Dump.Bytes(dump), most))).Select(statement => statement.Line);
            Assert.Equal([3L, 5, 5, 7, 10, 11], lines);
        }
    }

    [Fact]
    public async Task ReadAsync_StatementsLongerThanTheBuffer_Whole()
    {
        var large = "INSERT INTO a VALUES ('" + string.Concat(Enumerable.Repeat("x;\\'", 1_300_000)) + "')";
        var comment = "/*" + new string('*', 3_000_000) + "/";

        var statements = await Dump.StatementsAsync($"A;{large};{comment}B;{large};", most: 100_000);

        Assert.Equal(4, statements.Count);
        Assert.True(statements[1] == large && statements[3] == large);
        Assert.Equal("B", statements[2]);
    }

    [Fact]
    public async Task ReadAsync_EscapesAtTheEdgesOfTheBuffer_Whole()
    {
        for (var length = (1 << 20) - 6; length <= (1 << 20) + 2; length++)
        {
            var statement = "'" + new string('x', length - 1) + "\\';''`;\\\\'`\\`";
            Assert.Equal([statement, "B"], await Dump.StatementsAsync(statement + ";B"));
        }
    }

    [Theory]
    [InlineData("-- it's a comment; \"\n")]
    [InlineData("# it's a comment; \"\n")]
    [InlineData("/* it's a comment; \" */")]
    public async Task ReadAsync_CommentsAcrossTheEdgeOfTheBuffer_Skipped(string comment)
    {
        var last = new string('z', 1 << 20);
        foreach (var before in new[] { 1, 2, 3, 10, comment.Length - 1, comment.Length })
        {
            var first = new string('x', (1 << 20) - before - 1);
            Assert.Equal([first, "B", last], await Dump.StatementsAsync(first + ";" + comment + "B;" + last));
            Assert.Equal(["A", first[1..] + comment + "B", last], await Dump.StatementsAsync("A;" + first[1..] + comment + "B;" + last));
        }
    }

    [Fact]
    public async Task ReadAsync_LongerThanAllowed_RejectedWithItsLine()
    {
        var refusal = await Assert.ThrowsAsync<ArchiveException>(
            () => Dump.StatementsAsync("A;\n\n'" + new string('x', 5 << 20), maxStatement: 3 << 20));

        Assert.Equal(FindingCode.DatabaseRejected, refusal.Code);
        Assert.Contains("line 3 of the dump is longer than 3 MiB", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_MaxStatement_HoldsWhateverTheBuffersSize()
    {
        const int max = (2 << 20) + 100;
        Assert.Equal(2, (await Dump.StatementsAsync(new string('x', max) + ";A;", maxStatement: max)).Count);

        await Assert.ThrowsAsync<ArchiveException>(() => Dump.StatementsAsync(new string('x', max + 1) + ";A;", maxStatement: max));
    }

    [Theory]
    [InlineData("A;\nINSERT 'x", "a string", 2)]
    [InlineData("INSERT \"x\\\"", "a string", 1)]
    [InlineData("INSERT 'x\\", "a string", 1)]
    [InlineData("INSERT INTO `x", "a quoted name", 1)]
    [InlineData("A;\n\nB /* x", "a comment", 3)]
    [InlineData("/* x", "a comment", 1)]
    [InlineData("/* x *", "a comment", 1)]
    public async Task ReadAsync_EndsWithinSomething_Truncated(string dump, string what, int line)
    {
        foreach (var most in new[] { 1, int.MaxValue })
        {
            var refusal = await Assert.ThrowsAsync<ArchiveException>(() => Dump.StatementsAsync(dump, most));

            Assert.Equal(FindingCode.DatabaseTruncated, refusal.Code);
            Assert.Contains($"within {what}, in the statement that begins at line {line}", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task BytesRead_AtTheEnd_WholeDump()
    {
        using var reader = new SqlStatementReader(new ChunkedStream(Dump.Bytes(Dump.Small), 10));
        while (await reader.ReadAsync())
            continue;

        Assert.Equal(Dump.Small.Length, reader.BytesRead);
        Assert.False(await reader.ReadAsync());
    }
}
