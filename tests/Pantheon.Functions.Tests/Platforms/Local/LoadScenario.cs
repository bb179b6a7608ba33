using Microsoft.Extensions.Options;
using Pantheon.Archives.Inspection;
using Pantheon.Archives.Reading;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Platforms.Local;
using Pantheon.Functions.Tests.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Platforms.Local;

/// <summary>A site whose database is loaded on a real server.</summary>
internal sealed class LoadScenario : IDisposable
{
    private readonly ScratchDirectory scratch = ScratchDirectory.Create("load");
    private readonly MariaDbServer server;
    private readonly LocalSite site;

    private LoadScenario(MariaDbServer server)
    {
        this.server = server;
        var name = $"load-{Guid.NewGuid():N}";
        site = new LocalSite("1", name, Pantheon.Archives.Framework.WordPress, name, SampleMigration.Now);
        site.Save(App.Value);
    }

    private IOptions<AppOptions> App => Options.Create(new AppOptions { DataDirectory = scratch.Path });

    internal string Database => site.DatabaseName;

    internal string LoadedTables => Path.Combine(site.Directory(App.Value), "loaded-tables.json");

    internal static async Task<LoadScenario> NewAsync() => new(await MariaDbServer.Shared);

    /// <summary>Loads a dump as a migration does.</summary>
    /// <param name="dump">Its text.</param>
    /// <param name="copy">The key of the archive's copy.</param>
    /// <param name="report">Told the progress; throws to cut the load off.</param>
    internal async Task LoadAsync(string dump, string copy = "1-a", Func<MigrationProgress, Task>? report = null)
    {
        var archive = new SiteArchive().File("database.sql", dump).ToTarGzip();
        var import = new SiteImport
        {
            Migration = SampleMigration.Of(site.MigrationId) with { SiteName = site.Name, Copy = new ArchiveCopy(copy, new(archive.Length, null, null), 1) },
            Inspection = new ArchiveInspection
            {
                Layout = "site",
                Entries = 1,
                Bytes = dump.Length,
                Database = new InspectedDatabase("database.sql", dump.Length, 1, 1),
                Findings = [],
            },
            OpenArchive = _ => Task.FromResult<Stream>(new MemoryStream(archive)),
            Report = async progress => await (report?.Invoke(progress) ?? Task.CompletedTask),
        };
        var platform = Options.Create(new PlatformOptions { Local = new LocalPlatformOptions { MySql = server.ConnectionString } });
        await new LocalDatabase(App, platform, new ArchiveLimits()).ImportAsync(site, import, default);
    }

    /// <summary>The same dump by the server's own client.</summary>
    internal async Task<string> ImportByClientAsync(string dump)
    {
        var database = await server.CreateDatabaseAsync();
        var path = scratch.Combine($"{Guid.NewGuid():N}.sql");
        await File.WriteAllTextAsync(path, dump);
        await server.ImportAsync(database.Name, path);
        return database.Name;
    }

    internal Task<string> QueryAsync(string sql) => server.QueryAsync(Database, sql);

    /// <summary>Whether no session of the database is at work.</summary>
    internal async Task<bool> IsIdleAsync() => await server.QueryAsync(
        "information_schema", $"SELECT COUNT(*) FROM processlist WHERE db = '{Database}' AND command <> 'Sleep'") == "0\n";

    /// <summary>The structure and the rows of a database, as its dump tells.</summary>
    internal async Task<string> TellAsync(string database)
    {
        var path = scratch.Combine($"{Guid.NewGuid():N}.sql");
        await server.DumpAsync(database, path, "--routines", "--triggers", "--skip-comments", "--skip-dump-date", "--order-by-primary", "--skip-extended-insert");
        return await File.ReadAllTextAsync(path);
    }

    public void Dispose() => scratch.Dispose();
}
