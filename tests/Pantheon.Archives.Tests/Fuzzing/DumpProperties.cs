using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>What holds for every dump, however damaged or hostile.</summary>
internal static class DumpProperties
{
    internal const int MaxStatement = 2000;

    /// <summary>The statements, and the refusal that reading ended in, are the same however the bytes come.</summary>
    internal static void HoldInChunks(byte[] dump, int most, int seed) =>
        Assert.Equal(Split(new CountedStream(dump)), Split(new ChunkedStream(dump, most, seed)));

    /// <summary>What the guard lets through is, once it is rewritten and taken apart, one statement to every server. Programs aside: they hold several.</summary>
    internal static void HoldGuarded(byte[] dump)
    {
        using var statements = new SqlStatementReader(new CountedStream(dump), MaxStatement);
        try
        {
            while (DumpGuard.NextAsync(statements, CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } statement)
            {
                if (statement.Kind == SqlStatementKind.Insert)
                    Assert.InRange(SqlRows.Count(statements.Statement.Span[statement.ValuesAt..]), 0, statements.Statement.Length);
                var sql = Dump.Text(DumpRewriter.Rewrite(statements.Statement, statement.Kind));
                if (statement.Kind != SqlStatementKind.Program)
                    Assert.All(statement.Kind == SqlStatementKind.CreateTable ? Apart(sql) : [sql], AssertOne);
            }
        }
        catch (ArchiveException e)
        {
            AssertOfADump(e);
        }
    }

    /// <summary>Whatever is given, the parsers answer.</summary>
    internal static void HoldParsed(string text)
    {
        var bytes = Dump.Bytes(text);
        var statement = SqlStatement.Parse(bytes);
        Assert.InRange(statement.ValuesAt, -1, bytes.Length);
        Assert.InRange(SqlRows.Count(bytes), 0, bytes.Length);
        foreach (var kind in Enum.GetValues<SqlStatementKind>())
            DumpRewriter.Rewrite(bytes, kind);
        TableDefinition.Parse(text);
        new DumpSummary().Add(bytes);
    }

    /// <summary>A dump is read to its end or refused.</summary>
    internal static void HoldExpanded(byte[] file)
    {
        try
        {
            using var dump = DumpFile.OpenAsync(new CountedStream(file), CancellationToken.None).GetAwaiter().GetResult();
            _ = DumpSummary.ReadAsync(dump, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (ArchiveException e)
        {
            AssertOfADump(e);
        }
        catch (InvalidDataException)
        {
            // A gzip that is damaged.
        }
    }

    private static void AssertOfADump(ArchiveException e) => Assert.True(e.Code is FindingCode.DatabaseRejected or FindingCode.DatabaseTruncated, e.Code);

    private static List<string> Split(Stream dump)
    {
        var read = new List<string>();
        using var reader = new SqlStatementReader(dump, MaxStatement);
        try
        {
            while (reader.ReadAsync().AsTask().GetAwaiter().GetResult())
            {
                var isSeveral = reader.HoldsSeveralAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
                read.Add($"{reader.Line} {isSeveral} {Dump.Text(reader.Statement)}");
            }

            Assert.Equal(dump.Length, reader.BytesRead);
        }
        catch (ArchiveException e)
        {
            AssertOfADump(e);
            read.Add($"{e.Code} {e.Message}");
        }

        return read;
    }

    private static IEnumerable<string> Apart(string create)
    {
        var definition = TableDefinition.Parse(create);
        return [definition.Create, .. definition.Keys.Concat(definition.ForeignKeys).Select(key => $"ALTER TABLE `a` ADD {key}")];
    }

    private static void AssertOne(string sql) =>
        Assert.All(Enum.GetValues<ConditionalComments>(), conditional =>
            Assert.True(ServerReading.CountStatements(sql, conditional) <= 1, $"Several where conditional comments are {conditional}: {sql}"));
}
