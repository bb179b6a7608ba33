using System.Globalization;
using System.Text.Json.Nodes;

namespace Pantheon.Functions.Tests.Platforms.Local;

/// <summary>Loads that end on the way, and what the next one makes of what is there.</summary>
public sealed class DumpResumeTests
{
    [MariaDbFact]
    public async Task Load_CutOff_LoadedTablesAreNotLoadedAgainAndTheRestIsWhole()
    {
        const int Tables = 6;
        const int Rows = 50;
        var dump = SampleDumps.Many(Tables, Rows);
        using var scenario = await LoadScenario.NewAsync();
        await CutOffAsync(scenario, dump, whenListed: "t2");
        var listed = Listed(scenario);
        await MarkAsync(scenario, listed);

        await scenario.LoadAsync(dump);

        Assert.Contains("t0", listed);
        Assert.DoesNotContain("t5", listed);
        foreach (var table in Enumerable.Range(0, Tables).Select(table => $"t{table}"))
        {
            var expected = Rows + (listed.Contains(table) ? 1 : 0);
            Assert.Equal($"{expected}\n", await scenario.QueryAsync($"SELECT COUNT(*) FROM {table}"));
            Assert.Contains("KEY `v` (`v`)", await scenario.QueryAsync($"SHOW CREATE TABLE {table}"), StringComparison.Ordinal);
        }

        Assert.Equal(Tables, Listed(scenario).Count);
    }

    // Before the foreign keys, and after an ALTER.
    [MariaDbTheory]
    [InlineData(SampleDumps.Keys, 4, 50, "t2")]
    [InlineData(SampleDumps.PhpMyAdmin, 3, 40, "t1")]
    public async Task Load_CutOffAtATable_IsWholeAfterTheNextLoad(string first, int tables, int rows, string whenListed)
    {
        var dump = first + SampleDumps.Many(tables, rows);
        using var scenario = await LoadScenario.NewAsync();
        var expected = await scenario.TellAsync(await scenario.ImportByClientAsync(dump));
        await CutOffAsync(scenario, dump, whenListed);

        await scenario.LoadAsync(dump);

        Assert.Equal(expected, await scenario.TellAsync(scenario.Database));
    }

    [MariaDbFact]
    public async Task Load_CutOffAndAllDefinitionsFirst_IsWholeAfterTheNextLoad()
    {
        var rest = string.Concat(Enumerable.Range(4, 60).Select(row => $"INSERT INTO `a` VALUES ({row},1);\nINSERT INTO `b` VALUES ({row},1);\n"));
        using var scenario = await LoadScenario.NewAsync();
        var expected = await scenario.TellAsync(await scenario.ImportByClientAsync("SET foreign_key_checks = 0;\n" + SampleDumps.Interleaved + rest));
        await Assert.ThrowsAsync<OperationCanceledException>(() => scenario.LoadAsync(
            SampleDumps.Interleaved + rest, report: progress => progress.Done > 60 ? throw new OperationCanceledException() : Task.CompletedTask));

        await scenario.LoadAsync(SampleDumps.Interleaved + rest);

        Assert.Equal(expected, await scenario.TellAsync(scenario.Database));
    }

    [MariaDbTheory]
    [InlineData(SampleDumps.Keys)]
    [InlineData(SampleDumps.Interleaved)]
    [InlineData(SampleDumps.PhpMyAdmin)]
    [InlineData(SampleDumps.Programs)]
    public async Task Load_CutOffAfterAnyStatement_IsWholeAfterTheNextLoad(string dump)
    {
        using var scenario = await LoadScenario.NewAsync();
        await scenario.LoadAsync(dump);
        var expected = await scenario.TellAsync(scenario.Database);
        for (var statements = 1; ; statements++)
        {
            var copy = $"cut-{statements}";
            if (!await IsCutOffAsync(scenario, dump, copy, statements))
                break;

            await scenario.LoadAsync(dump, copy);

            Assert.Equal(expected, await scenario.TellAsync(scenario.Database));
        }
    }

    [MariaDbFact]
    public async Task Load_ListOfAnotherArchive_IsNotUsed()
    {
        var dump = SampleDumps.Many(4, 50);
        using var scenario = await LoadScenario.NewAsync();
        await CutOffAsync(scenario, dump, whenListed: "t1");
        await MarkAsync(scenario, Listed(scenario));

        await scenario.LoadAsync(dump, copy: "2-b");

        for (var table = 0; table < 4; table++)
            Assert.Equal("50\n", await scenario.QueryAsync($"SELECT COUNT(*) FROM t{table}"));
    }

    [MariaDbFact]
    public async Task Load_ShorterDumpOfAnotherArchive_LeavesNothingOfTheFirst()
    {
        using var scenario = await LoadScenario.NewAsync();
        await scenario.LoadAsync(SampleDumps.Many(4, 2));

        await scenario.LoadAsync(SampleDumps.Many(1, 2), copy: "2-b");

        Assert.Equal("t0\n", await scenario.QueryAsync("SHOW TABLES"));
    }

    // Ends the load as a stop of the service does, once a table is listed.
    private static async Task CutOffAsync(LoadScenario scenario, string dump, string whenListed) =>
        await Assert.ThrowsAsync<OperationCanceledException>(() => scenario.LoadAsync(dump, report: async progress =>
        {
            // The sessions work behind: the last rows wait for them, so that the list is what it was at the end.
            if (!dump.AsSpan().Contains($"`{whenListed}`", StringComparison.Ordinal) || progress.Done < RowsThrough(dump, whenListed))
                return;
            await Poll.UntilAsync(() => Listed(scenario).Contains(whenListed));
            throw new OperationCanceledException();
        }));

    // Ends the load after so many statements, with all that was sent done: the list is as far as it can be.
    private static async Task<bool> IsCutOffAsync(LoadScenario scenario, string dump, string copy, int statements)
    {
        var count = 0;
        try
        {
            await scenario.LoadAsync(dump, copy, async _ =>
            {
                if (++count < statements)
                    return;
                await Poll.UntilAsync(async _ => await scenario.IsIdleAsync());
                throw new OperationCanceledException();
            });
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    // Rows until the second INSERT of the table after the one that is to be listed.
    private static long RowsThrough(string dump, string table)
    {
        var next = "`t" + (int.Parse(table.AsSpan(1), CultureInfo.InvariantCulture) + 1) + "`";
        var at = dump.IndexOf($"INSERT INTO {next}", StringComparison.Ordinal);
        using var statements = new Pantheon.Archives.Sql.SqlStatementReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(dump[..at])));
        var rows = 2L;
        while (statements.ReadAsync().AsTask().GetAwaiter().GetResult())
        {
            var statement = Pantheon.Archives.Sql.SqlStatement.Parse(statements.Statement.Span);
            if (statement.Kind == Pantheon.Archives.Sql.SqlStatementKind.Insert)
                rows += Pantheon.Archives.Sql.SqlRows.Count(statements.Statement.Span[statement.ValuesAt..]);
        }

        return rows;
    }

    private static async Task MarkAsync(LoadScenario scenario, IEnumerable<string> tables)
    {
        foreach (var table in tables)
            await scenario.QueryAsync($"INSERT INTO {table} VALUES (-1,-1)");
    }

    private static IReadOnlyList<string> Listed(LoadScenario scenario) =>
        [.. JsonNode.Parse(File.ReadAllText(scenario.LoadedTables))!["Tables"]!.AsObject().Select(table => table.Key)];
}
