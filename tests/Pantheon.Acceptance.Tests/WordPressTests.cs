using System.Text.Json;

namespace Pantheon.Acceptance.Tests;

public sealed class WordPressTests
{
    [WordPressTheory]
    [InlineData("tar")]
    [InlineData("zip")]
    public async Task Migrate_RealWordPress_ImportedSiteShowsThePost(string format)
    {
        var (site, database) = (await WordPressSite.Shared, await MariaDbServer.Shared);
        var siteName = $"wordpress-{format}-{Guid.NewGuid():N}";
        await using var archives = await ArchiveServer.StartAsync();
        await using var service = await Service.StartAsync($"--Platform:Local:MySql={database.ConnectionString}");

        var id = await service.Migrations.MigrateAsync(
            "wordpress", siteName, archives.Serve("/site", Answer.File(format == "zip" ? site.ZipPath : site.ArchivePath)));

        var report = await service.Migrations.GetReportAsync(id);
        Assert.Equal(site.Version, report.GetProperty("inspection").GetProperty("version").GetString());
        Assert.Equal(site.Tables, RowsOf(report));
        Assert.Equal(site.Uploads.Count, report.GetProperty("verification").GetProperty("files").GetProperty("count").GetInt32());
        Assert.Contains("Subject: The migration of old.example.com is complete", await EmailAsync(service, id, "completed"), StringComparison.Ordinal);

        await using var imported = await ImportedWordPress.StartAsync(service, siteName, database);
        var page = await imported.GetAsync($"/?p={site.PostId}");
        Assert.Contains(site.PostTitle, page, StringComparison.Ordinal);
        Assert.Contains(site.PostText, page, StringComparison.Ordinal);
        Assert.Contains(site.PluginGreeting, page, StringComparison.Ordinal);
        foreach (var upload in site.Uploads)
            Assert.NotEmpty(await imported.GetAsync("/wp-content/uploads/" + Uri.EscapeDataString(upload.Path).Replace("%2F", "/", StringComparison.Ordinal)));
    }

    [WordPressFact]
    public async Task Migrate_RealWordPressWithoutServer_KeepsACheckedDump()
    {
        var site = await WordPressSite.Shared;
        await using var archives = await ArchiveServer.StartAsync();
        await using var service = await Service.StartAsync();

        var id = await service.Migrations.MigrateAsync("wordpress", "kept", archives.Serve("/site.tar.gz", Answer.File(site.ArchivePath)));

        Assert.Equal(site.Tables, RowsOf(await service.Migrations.GetReportAsync(id)));
        Assert.True(File.Exists(Path.Combine(service.DataDirectory, "sites", "kept", "database.sql.gz")));
    }

    [WordPressFact]
    public async Task Migrate_RealWordPress_NoSecretOfTheOldHostIsCommitted()
    {
        var site = await WordPressSite.Shared;
        await using var archives = await ArchiveServer.StartAsync();
        await using var service = await Service.StartAsync();

        await service.Migrations.MigrateAsync("wordpress", "clean", archives.Serve("/site.tar.gz", Answer.File(site.ArchivePath)));

        var repository = Path.Combine(service.DataDirectory, "sites", "clean", "code.git");
        var config = await CommandLine.RunAsync("git", ["--git-dir", repository, "show", "main:wp-config.php"]);
        Assert.DoesNotContain(site.Config.DatabasePassword, config, StringComparison.Ordinal);
        Assert.Contains($"$table_prefix = '{site.TablePrefix}';", config, StringComparison.Ordinal);
    }

    private static Dictionary<string, long> RowsOf(JsonElement report) => report
        .GetProperty("verification").GetProperty("database").GetProperty("tables").EnumerateArray()
        .ToDictionary(table => table.GetProperty("name").GetString()!, table => table.GetProperty("rows").GetInt64());

    private static async Task<string> EmailAsync(Service service, string id, string kind)
    {
        var path = Path.Combine(service.DataDirectory, "outbox", $"{id}-{kind}.eml");
        await Poll.UntilAsync(() => File.Exists(path));
        return await File.ReadAllTextAsync(path);
    }
}
