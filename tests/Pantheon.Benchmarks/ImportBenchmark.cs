using MySqlConnector;
using Pantheon.Benchmarks.Data;
using Pantheon.Benchmarks.Measuring;

namespace Pantheon.Benchmarks;

/// <summary>The import of an archive's dump, unpacked on the way, against <c>mariadb &lt; dump</c> of the plain dump.</summary>
internal sealed class ImportBenchmark : IBenchmark
{
    public string Name => "import";

    public async Task<IReadOnlyList<Measure>> RunAsync(Scale scale)
    {
        var bytes = scale.Bytes(full: 500_000_000, small: 10_000_000);
        using var directory = WorkDirectory.InMemory(bytes * 6);
        var (dump, archive) = (directory.Combine("database.sql"), directory.Combine("site.tar.gz"));
        await SampleDump.WriteAsync(dump, bytes);
        await CommandLine.RunAsync("tar", ["--create", "--gzip", $"--file={archive}", $"--directory={directory.Path}", "database.sql"]);
        await using var server = await MariaDbServer.StartAsync();
        await CheckAsync(server, archive, dump, directory);

        var medians = await Alternation.MediansAsync(
            scale.LongRounds, warmUp: false,
            (Name, () => ImportAsync(server, new DumpImport(server, archive, directory.Path))),
            ("mariadb", () => LoadAsync(server, dump)));
        return [Measure.Speed(Name, medians[0], medians[1], atLeast: 1.8)];
    }

    /// <summary>Has both load the same rows; also what warms them up.</summary>
    private static async Task CheckAsync(MariaDbServer server, string archive, string dump, WorkDirectory directory)
    {
        var import = new DumpImport(server, archive, directory.Path);
        await import.RunAsync();
        var ours = await server.CountRowsAsync(import.Database);
        await DropAsync(server, import.Database);
        var database = await server.CreateDatabaseAsync();
        await FeedAsync(server, database.Name, dump);
        var theirs = await server.CountRowsAsync(database.Name);
        await DropAsync(server, database.Name);
        if (ours.Count == 0 || !ours.SequenceEqual(theirs))
            throw new InvalidOperationException($"The import has {string.Join(", ", ours)}, and the client {string.Join(", ", theirs)}.");
    }

    private static async Task<double> ImportAsync(MariaDbServer server, DumpImport import)
    {
        var seconds = await Alternation.TimeAsync(import.RunAsync);
        await DropAsync(server, import.Database);
        return seconds;
    }

    private static async Task<double> LoadAsync(MariaDbServer server, string dump)
    {
        var database = await server.CreateDatabaseAsync();
        var seconds = await Alternation.TimeAsync(() => FeedAsync(server, database.Name, dump));
        await DropAsync(server, database.Name);
        return seconds;
    }

    // By the shell: CommandLine would have this process carry the dump to the client.
    private static Task<string> FeedAsync(MariaDbServer server, string database, string dump) => CommandLine.RunAsync(
        "sh", ["-c", $"mariadb --no-defaults --host=127.0.0.1 --port={server.Port} --user=root --protocol=tcp --default-character-set=utf8mb4 --max-allowed-packet=256M {database} < '{dump}'"]);

    private static async Task DropAsync(MariaDbServer server, string database)
    {
        await using var connection = new MySqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand($"DROP DATABASE `{database}`", connection);
        await command.ExecuteNonQueryAsync();
    }
}
