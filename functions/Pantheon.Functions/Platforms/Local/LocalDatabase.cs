using System.IO.Compression;
using Microsoft.Extensions.Options;
using MySqlConnector;
using Pantheon.Archives.Reading;
using Pantheon.Functions.Imports;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>Puts an archive's database onto the configured server, statement by statement; without a server it keeps the dump, checked.</summary>
public sealed class LocalDatabase(IOptions<AppOptions> app, IOptions<PlatformOptions> platform, ArchiveLimits limits)
{
    // Two keep a server with two cores busy.
    private const int Sessions = 2;

    internal bool HasServer => platform.Value.Local.MySql.Length > 0;

    internal async Task ImportAsync(LocalSite site, SiteImport import, CancellationToken cancellationToken)
    {
        await using var archive = await import.OpenArchive(cancellationToken);
        await using var dump = await ArchivedDump.OpenAsync(archive, import, limits, cancellationToken);
        if (HasServer)
            await LoadAsync(site, dump, import, cancellationToken);
        else
            await KeepAsync(site, dump, import, cancellationToken);
    }

    /// <summary>A connection to the site's database.</summary>
    internal async Task<MySqlConnection> OpenAsync(LocalSite site, CancellationToken cancellationToken)
    {
        var connection = new MySqlConnection(Settings(site.DatabaseName));
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private async Task LoadAsync(LocalSite site, Stream dump, SiteImport import, CancellationToken cancellationToken)
    {
        await using var turn = await TakeTurnAsync(site, cancellationToken);
        var loaded = LoadedTables.Open(Path.Combine(site.Directory(app.Value), "loaded-tables.json"), import.Migration.Copy!.Key);
        await PrepareAsync(turn, site, loaded, cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sessions = new List<LoadSession>();
        try
        {
            for (var i = 0; i < Sessions; i++)
                sessions.Add(new LoadSession(await OpenForLoadAsync(site, cancellationToken), end.Token));
            var load = new DumpLoad(sessions, loaded, (rows, table) => import.Report(new(rows, import.Inspection!.Database!.Rows, "rows", table)));
            await load.RunAsync(dump, cancellationToken);
        }
        finally
        {
            await end.CancelAsync();
            foreach (var session in sessions)
                await session.DisposeAsync();
        }
    }

    private async Task<MySqlConnection> OpenForLoadAsync(LocalSite site, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(site, cancellationToken);
        // What mysqldump sets at the head of its dumps; some tools leave it out. A commit for each INSERT would be a wait for each.
        await ExecuteAsync(connection, "SET foreign_key_checks = 0, unique_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO', autocommit = 0", cancellationToken);
        return connection;
    }

    private async Task KeepAsync(LocalSite site, Stream dump, SiteImport import, CancellationToken cancellationToken)
    {
        var partial = site.Dump(app.Value) + ".partial";
        await using (var file = PrivateFile.Create(partial))
        await using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
            await ArchivedDump.WriteAsync(dump, gzip, import, cancellationToken);

        File.Move(partial, site.Dump(app.Value), overwrite: true);
    }

    /// <summary>A session that holds the site's lock: an attempt that was overtaken may still be loading, until it notices.</summary>
    private async Task<MySqlConnection> TakeTurnAsync(LocalSite site, CancellationToken cancellationToken)
    {
        var server = new MySqlConnection(Settings(string.Empty));
        try
        {
            await server.OpenAsync(cancellationToken);
            await using var take = new MySqlCommand("SELECT GET_LOCK(@name, 60)", server);
            take.Parameters.AddWithValue("@name", site.DatabaseName);
            if (await take.ExecuteScalarAsync(cancellationToken) is not (1 or 1L))
                throw new RetryableFailureException("database.busy", "The database is busy", "Another import of this site is still at work; it is tried again.");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>An empty database; or, where an earlier load of the same archive was cut off, that one without its programs, which are made anew.</summary>
    private static async Task PrepareAsync(MySqlConnection server, LocalSite site, LoadedTables loaded, CancellationToken cancellationToken)
    {
        // The name has letters, digits and underscores only.
        if (!loaded.IsResumed)
            await ExecuteAsync(server, $"DROP DATABASE IF EXISTS `{site.DatabaseName}`", cancellationToken);
        await ExecuteAsync(server, $"CREATE DATABASE IF NOT EXISTS `{site.DatabaseName}` CHARACTER SET utf8mb4", cancellationToken);
        loaded.Begin();
        foreach (var drop in await FindProgramsAsync(server, site, cancellationToken))
            await ExecuteAsync(server, drop, cancellationToken);
    }

    private static async Task<List<string>> FindProgramsAsync(MySqlConnection server, LocalSite site, CancellationToken cancellationToken)
    {
        const string Programs = """
            SELECT 'TRIGGER', trigger_name FROM information_schema.triggers WHERE trigger_schema = @db
            UNION ALL SELECT routine_type, routine_name FROM information_schema.routines WHERE routine_schema = @db
            UNION ALL SELECT 'EVENT', event_name FROM information_schema.events WHERE event_schema = @db
            UNION ALL SELECT 'VIEW', table_name FROM information_schema.views WHERE table_schema = @db
            """;
        var drops = new List<string>();
        await using var command = new MySqlCommand(Programs, server);
        command.Parameters.AddWithValue("@db", site.DatabaseName);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            drops.Add($"DROP {reader.GetString(0)} IF EXISTS `{site.DatabaseName}`.`{reader.GetString(1).Replace("`", "``", StringComparison.Ordinal)}`");
        return drops;
    }

    private string Settings(string database) => new MySqlConnectionStringBuilder(platform.Value.Local.MySql)
    {
        Database = database,
        AllowUserVariables = true, // dumps keep settings in @OLD_...
        AllowLoadLocalInfile = false,
        DefaultCommandTimeout = 0, // an index of a large table takes its time; a stall is seen by the record
        Pooling = false, // a session of a dump is not fit for another use
    }.ConnectionString;

    private static async Task ExecuteAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // running the dump's own statements is the purpose; DumpGuard lets through what they may be
        await using var command = new MySqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
