using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests.Platforms.Local;

public sealed class DumpLoadTests
{
    [MariaDbTheory]
    [InlineData(SampleDumps.Keys)]
    [InlineData(SampleDumps.Interleaved)]
    [InlineData(SampleDumps.PhpMyAdmin)]
    public async Task Load_Dump_IsAsTheClientImportsIt(string dump)
    {
        using var scenario = await LoadScenario.NewAsync();
        var expected = await scenario.TellAsync(await scenario.ImportByClientAsync("SET foreign_key_checks = 0;\n" + dump));

        await scenario.LoadAsync(dump);

        Assert.Equal(expected, await scenario.TellAsync(scenario.Database));
    }

    [MariaDbTheory]
    [InlineData(SampleDumps.Keys)]
    [InlineData(SampleDumps.Interleaved)]
    [InlineData(SampleDumps.PhpMyAdmin)]
    public async Task Load_WholeDumpTwice_IsTheSame(string dump)
    {
        using var scenario = await LoadScenario.NewAsync();
        await scenario.LoadAsync(dump);
        var first = await scenario.TellAsync(scenario.Database);

        await scenario.LoadAsync(dump);

        Assert.Equal(first, await scenario.TellAsync(scenario.Database));
    }

    [MariaDbFact]
    public async Task Load_Programs_AreThereAfterTheirTables()
    {
        using var scenario = await LoadScenario.NewAsync();
        await scenario.LoadAsync(SampleDumps.Programs);
        await scenario.LoadAsync(SampleDumps.Programs);

        Assert.Equal("10\n20\n", await scenario.QueryAsync("SELECT v FROM a ORDER BY id"));
        Assert.Equal("1\n2\n", await scenario.QueryAsync("SELECT id FROM seen ORDER BY id"));
        Assert.Equal("VIEW\n", await scenario.QueryAsync("SELECT table_type FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'seen'"));
        Assert.Equal("1\n2\n", await scenario.QueryAsync("CALL p()"));
        Assert.Equal("31\n", await scenario.QueryAsync("INSERT INTO a VALUES (3,30); SELECT v FROM a WHERE id = 3"));
    }

    [MariaDbTheory]
    [InlineData("INSERT INTO `t1` VALUES ('x','y','z');", 3)]
    [InlineData("INSERT INTO `nowhere` VALUES (1);", 3)]
    [InlineData("CREATE TABLE `bad` (`id` nosuchtype);", 3)]
    [InlineData("ALTER TABLE `t0` ADD KEY `x` (`nothing`);", 3)]
    public async Task Load_RefusedStatement_TellsItsLineThoughSeveralSessionsRun(string statement, int marker)
    {
        using var scenario = await LoadScenario.NewAsync();
        var before = SampleDumps.Many(2, 40);
        var line = before.Count(c => c == '\n') + 1;

        var failure = await Assert.ThrowsAsync<PermanentFailureException>(
            () => scenario.LoadAsync(before + statement + "\n" + SampleDumps.Many(marker, 40).Replace("`t", "`u", StringComparison.Ordinal)));

        Assert.Equal("database.rejected", failure.Code);
        Assert.Contains($"line {line} ", failure.Message, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task Load_RowsThatAUniqueKeyRefuses_TellsTheirLine()
    {
        using var scenario = await LoadScenario.NewAsync();

        var failure = await Assert.ThrowsAsync<PermanentFailureException>(() => scenario.LoadAsync("""
            CREATE TABLE `a` (`id` int NOT NULL, PRIMARY KEY (`id`));
            INSERT INTO `a` VALUES (1);
            INSERT INTO `a` VALUES (2),(1);
            INSERT INTO `a` VALUES (3);
            """));

        Assert.Contains("line 3 ", failure.Message, StringComparison.Ordinal);
    }

    [MariaDbTheory]
    [InlineData("CREATE TABLE `a` (`id` int);\nDELIMITER $$\nINSERT INTO `a` VALUES (1); DROP DATABASE mysql$$\n", 3)]
    [InlineData("CREATE TABLE `a` (`id` int);\n/*!999990 SET x */ GRANT ALL ON *.* TO a;\n", 2)]
    [InlineData("CREATE TABLE `a` (`id` int);\nINSERT INTO `mysql`.`a` VALUES (1);\n", 2)]
    public async Task Load_WhatHasNoPlaceInADump_IsRefusedWithItsLine(string dump, int line)
    {
        using var scenario = await LoadScenario.NewAsync();

        var refusal = await Assert.ThrowsAsync<Pantheon.Archives.ArchiveException>(() => scenario.LoadAsync(dump));

        Assert.Equal("database.rejected", refusal.Code);
        Assert.Contains($"line {line} ", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [MariaDbFact]
    public async Task Load_Progress_GoesTableByTable()
    {
        using var scenario = await LoadScenario.NewAsync();
        var reports = new List<MigrationProgress>();

        await scenario.LoadAsync(SampleDumps.Many(3, 2), report: progress =>
        {
            reports.Add(progress);
            return Task.CompletedTask;
        });

        Assert.Equal(["t0", "t1", "t2"], reports.Select(report => report.Item).Distinct());
        Assert.Equal([.. reports.OrderBy(report => report.Done)], reports);
    }
}
