using MySqlConnector;

namespace Pantheon.Testing;

/// <summary>A private MariaDB on a free loopback port, in memory where there is room. It ends with the test process, even with a killed one.</summary>
public sealed class MariaDbServer : IAsyncDisposable
{
    private static readonly Lazy<Task<MariaDbServer>> SharedServer = new(StartAsync);

    private readonly ChildProcess process;

    private MariaDbServer(ChildProcess process, int port)
    {
        this.process = process;
        Port = port;
        ConnectionString = new MySqlConnectionStringBuilder
        {
            Server = "127.0.0.1",
            Port = (uint)port,
            UserID = "root",
            CharacterSet = "utf8mb4",
            AllowUserVariables = true,
        }.ConnectionString;
    }

    /// <summary>The one server of this test process, started when it is first asked for. Don't dispose it.</summary>
    public static Task<MariaDbServer> Shared => SharedServer.Value;

    public int Port { get; }

    /// <summary>For MySqlConnector: root, no password, no database chosen.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts a server of the caller's own.</summary>
    /// <exception cref="InvalidOperationException">MariaDB is missing on this machine, or the server ended at once.</exception>
    public static async Task<MariaDbServer> StartAsync()
    {
        Part.Require(Part.MariaDb);
        var template = await MariaDbTemplate.GetAsync();
        var scratch = ScratchDirectory.Create("mariadb").Path;
        var data = Path.Combine(scratch, "data");
        await MariaDbTemplate.UnpackAsync(template, data);
        var port = FreePort.Take();
        var started = ChildProcess.Start(
            "mariadbd",
            [
                "--no-defaults", .. MariaDbTemplate.UserOption, $"--datadir={data}", $"--socket={data}/s", $"--port={port}",
                "--bind-address=127.0.0.1", "--skip-name-resolve", "--character-set-server=utf8mb4", "--max-allowed-packet=256M",
                MariaDbTemplate.RedoLogOption, "--innodb-flush-log-at-trx-commit=0", "--skip-log-bin", "--performance-schema=OFF",
            ],
            Path.Combine(scratch, "log"),
            scratch: scratch);
        var server = new MariaDbServer(started, port);
        try
        {
            await started.WaitUntilReadyAsync(server.AnswersAsync);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Creates an empty utf8mb4 database; without <paramref name="name"/>, one with a name of its own.</summary>
    /// <exception cref="MySqlException">A database of that name exists.</exception>
    public async Task<MariaDbDatabase> CreateDatabaseAsync(string? name = null)
    {
        name ??= $"test_{Guid.NewGuid():N}";
        await using var connection = new MySqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand($"CREATE DATABASE `{name.Replace("`", "``")}` CHARACTER SET utf8mb4", connection);
        await command.ExecuteNonQueryAsync();
        return Database(name);
    }

    /// <summary>How to reach the database <paramref name="name"/>, whoever created it.</summary>
    public MariaDbDatabase Database(string name) =>
        new(name, new MySqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString);

    /// <summary>Every base table's rows, counted by SELECT COUNT(*), not estimated.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountRowsAsync(string database, CancellationToken cancellationToken = default)
    {
        await using var connection = new MySqlConnection(Database(database).ConnectionString);
        await connection.OpenAsync(cancellationToken);
        List<string> tables = [];
        await using (var list = new MySqlCommand("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'", connection))
        await using (var reader = await list.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                tables.Add(reader.GetString(0));
        }

        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var count = new MySqlCommand($"SELECT COUNT(*) FROM `{table.Replace("`", "``")}`", connection);
            rows[table] = Convert.ToInt64(await count.ExecuteScalarAsync(cancellationToken));
        }

        return rows;
    }

    /// <summary>Writes a dump with mariadb-dump; <paramref name="options"/> are put before the database's name.</summary>
    public Task DumpAsync(string database, string path, params string[] options) =>
        CommandLine.RunAsync("mariadb-dump", ["--no-defaults", .. Address(), $"--result-file={path}", .. options, database]);

    /// <summary>Feeds a dump to the mariadb client.</summary>
    /// <exception cref="InvalidOperationException">The client refused it; the message is the client's.</exception>
    public Task ImportAsync(string database, string path) =>
        CommandLine.RunAsync("mariadb", ["--no-defaults", .. Address(), "--max-allowed-packet=256M", database], inputPath: path);

    /// <summary>Runs <paramref name="sql"/> with the mariadb client and returns its tab-separated output, without headings.</summary>
    public Task<string> QueryAsync(string database, string sql) =>
        CommandLine.RunAsync("mariadb", ["--no-defaults", .. Address(), "--batch", "--raw", "--skip-column-names", $"--execute={sql}", database]);

    public async ValueTask DisposeAsync()
    {
        MySqlConnection.ClearPool(new MySqlConnection(ConnectionString));
        await process.DisposeAsync();
    }

    private string[] Address() => ["--host=127.0.0.1", $"--port={Port}", "--user=root", "--protocol=tcp", "--default-character-set=utf8mb4"];

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new MySqlConnection(ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (MySqlException)
        {
            return false;
        }
    }
}
