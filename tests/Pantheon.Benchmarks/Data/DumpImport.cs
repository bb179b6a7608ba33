using Microsoft.Extensions.Options;
using Pantheon.Archives;
using Pantheon.Archives.Inspection;
using Pantheon.Archives.Reading;
using Pantheon.Functions;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Platforms.Local;

namespace Pantheon.Benchmarks.Data;

/// <summary>Loads the dump of an archive as a migration does, without the service around it.</summary>
internal sealed class DumpImport(MariaDbServer server, string archive, string dataDirectory)
{
    private readonly LocalSite site = new("1", $"import-{Guid.NewGuid():N}", Framework.WordPress, "m", TimeProvider.System.GetUtcNow());

    internal string Database => site.DatabaseName;

    internal async Task RunAsync()
    {
        var app = Options.Create(new AppOptions { DataDirectory = dataDirectory });
        var platform = Options.Create(new PlatformOptions { Local = new LocalPlatformOptions { MySql = server.ConnectionString } });
        site.Save(app.Value);
        await new LocalDatabase(app, platform, new ArchiveLimits()).ImportAsync(site, Import(), default);
    }

    private SiteImport Import() => new()
    {
        Migration = new Migration
        {
            Id = site.MigrationId,
            Owner = "benchmarks",
            SourceUrl = new Uri("https://old.example.com"),
            Framework = site.Framework,
            SiteName = site.Name,
            Phase = MigrationPhase.Importing,
            Copy = new ArchiveCopy("1", new(null, null, null), 1),
            MovedAt = site.CreatedAt,
            CreatedAt = site.CreatedAt,
            UpdatedAt = site.CreatedAt,
        },
        Inspection = new ArchiveInspection
        {
            Layout = "site",
            Entries = 1,
            Bytes = 1,
            Database = new InspectedDatabase("database.sql", 1, 1, 1),
            Findings = [],
        },
        OpenArchive = _ => Task.FromResult<Stream>(File.OpenRead(archive)),
    };
}
