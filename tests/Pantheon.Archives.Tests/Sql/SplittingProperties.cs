using CsCheck;
using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Tests.Sql;

public sealed class SplittingProperties
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        "INSERT INTO ", "a", " ", "5-3", "5--3", "/", "(", ")", ",", "''", "'x'", "'it''s'", @"'\''", @"'\\'", @"'\\\''", "';'", "\"\"", "\";'\"", @"""\""""",
        "`a`", "`a``b`", @"`\`", "`;'`", "-- it's; \"\n", "--\n", "# `;\n", "/* ';\" */", "/**/", "/*!40101 SET */", "/*!50003 ';' */", "\0", "\u00ff\u00fe",
        "\r\n", "_binary '\\0\\Z\u0080'", "$", "M!", "2*3", "!");

    private static readonly Gen<string> Statement = Piece.Array[1, 12].Select(pieces => "S" + string.Concat(pieces) + "E");

    // What may stand between statements and is none.
    private static readonly Gen<string> Between = Gen.OneOf(
        "", " ", "\n", "\r\n", ";", "\n-- it's; a comment\n", "# one `more\n", "/* and ' one; */", "\t;\n;");

    [Fact]
    public void ReadAsync_AnyStatementsInAnyChunks_ComeBackAsTheyWere() =>
        Gen.Select(Statement.Array[0, 8], Between, Gen.Int[1, 40], Gen.Int[1, 1_000_000]).Sample(
            (statements, between, most, seed) =>
            {
                var dump = between + string.Concat(statements.Select(statement => statement + ";" + between));
                var read = Dump.StatementsAsync(new ChunkedStream(Dump.Bytes(dump), most, seed)).GetAwaiter().GetResult();
                return read.SequenceEqual(statements);
            },
            iter: 3000);

    [Fact]
    public void ReadAsync_AnyDelimiter_SplitsTheSame() =>
        Gen.Select(Statement.Array[1, 8], Gen.OneOf("$$", "//", ";;", "|", "@@"), Gen.Int[1, 40]).Where(
            (statements, delimiter, _) => !statements.Any(statement => statement.Contains(delimiter[0], StringComparison.Ordinal))).Sample(
            (statements, delimiter, most) =>
            {
                var dump = $"DELIMITER {delimiter}\n" + string.Concat(statements.Select(statement => statement + delimiter + "\n")) + "DELIMITER ;\nLAST;";
                var read = Dump.StatementsAsync(new ChunkedStream(Dump.Bytes(dump), most)).GetAwaiter().GetResult();
                return read.SequenceEqual([.. statements, "LAST"]);
            },
            iter: 1000);

    [Fact]
    public void Count_AnyRows_AsManyAsWereWritten() =>
        Gen.OneOf("1", "NULL", "'(x)'", "'),('", @"'\'),('", "'it''s),('", "\")\"", "-1.5", "0xFF", "_binary '\0)'", "NOW()", "(1+(2))")
            .Array[1, 4].Array[1, 30].Sample(
            rows =>
            {
                var values = string.Join(",", rows.Select(row => $"({string.Join(',', row)})"));
                return SqlRows.Count(Dump.Bytes(values)) == rows.Length;
            },
            iter: 2000);
}
