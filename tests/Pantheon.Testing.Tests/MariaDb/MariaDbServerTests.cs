using MySqlConnector;

namespace Pantheon.Testing.Tests;

public sealed class MariaDbServerTests
{
    [MariaDbFact]
    public async Task DumpAsync_DatabaseWithMultibyteRows_ImportsIntoAnother()
    {
        var server = await MariaDbServer.Shared;
        using var scratch = ScratchDirectory.Create("dump");
        var source = await server.CreateDatabaseAsync();
        await server.QueryAsync(source.Name, "CREATE TABLE t (id INT PRIMARY KEY, s TEXT); INSERT INTO t VALUES (1, 'ünïcödé ✓ 😀'), (2, 'it''s; a \"dump\"')");
        await server.DumpAsync(source.Name, scratch.Combine("dump.sql"));

        var target = await server.CreateDatabaseAsync();
        await server.ImportAsync(target.Name, scratch.Combine("dump.sql"));

        Assert.Equal(2, (await server.CountRowsAsync(target.Name))["t"]);
        Assert.Equal("ünïcödé ✓ 😀\n", await server.QueryAsync(target.Name, "SELECT s FROM t WHERE id = 1"));
    }

    [MariaDbFact]
    public async Task CreateDatabaseAsync_NameOfExisting_Throws()
    {
        var server = await MariaDbServer.Shared;
        var first = await server.CreateDatabaseAsync();

        await Assert.ThrowsAsync<MySqlException>(() => server.CreateDatabaseAsync(first.Name));
    }

    [MariaDbFact]
    public async Task ImportAsync_BrokenDump_ThrowsWithTheClientsMessage()
    {
        var server = await MariaDbServer.Shared;
        using var scratch = ScratchDirectory.Create("dump");
        await File.WriteAllTextAsync(scratch.Combine("dump.sql"), "INSERT INTO nowhere VALUES (1);");
        var database = await server.CreateDatabaseAsync();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => server.ImportAsync(database.Name, scratch.Combine("dump.sql")));

        Assert.Contains("nowhere", refusal.Message);
    }

    [MariaDbFact]
    public async Task DisposeAsync_RunningServer_RefusesConnections()
    {
        var server = await MariaDbServer.StartAsync();

        await server.DisposeAsync();

        await using var connection = new MySqlConnection(server.ConnectionString);
        await Assert.ThrowsAsync<MySqlException>(() => connection.OpenAsync());
    }
}
