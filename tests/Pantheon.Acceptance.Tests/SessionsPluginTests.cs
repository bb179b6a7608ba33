using System.IO.Compression;

namespace Pantheon.Acceptance.Tests;

public sealed class SessionsPluginTests
{
    private const string Plugin = "wp-content/plugins/wp-native-php-sessions/pantheon-sessions.php";

    [WordPressFact]
    public async Task Migrate_PluginCanBeHad_ItIsInTheCode()
    {
        using var scratch = ScratchDirectory.Create("plugin");
        var zip = scratch.Combine("plugin.zip");
        await using (var archive = await ZipFile.OpenAsync(zip, ZipArchiveMode.Create))
        await using (var writer = new StreamWriter(await archive.CreateEntry("wp-native-php-sessions/pantheon-sessions.php").OpenAsync()))
            await writer.WriteAsync("<?php // the plugin");

        var (report, code) = await MigrateAsync($"--Imports:SessionsPlugin={zip}");

        Assert.Contains(Plugin, code, StringComparison.Ordinal);
        Assert.DoesNotContain("code.sessionsPlugin", report, StringComparison.Ordinal);
    }

    [WordPressFact]
    public async Task Migrate_PluginCannotBeHad_IsAWarningAndNoFailure()
    {
        var (report, code) = await MigrateAsync("--Imports:SessionsPlugin=/nowhere/plugin.zip");

        Assert.DoesNotContain(Plugin, code, StringComparison.Ordinal);
        Assert.Contains("code.sessionsPlugin", report, StringComparison.Ordinal);
    }

    private static async Task<(string Report, string Code)> MigrateAsync(string setting)
    {
        var site = await WordPressSite.Shared;
        await using var archives = await ArchiveServer.StartAsync();
        await using var service = await Service.StartAsync(setting);
        var id = await service.Migrations.MigrateAsync("wordpress", "sessions", archives.Serve("/site.tar.gz", Answer.File(site.ArchivePath)));
        var repository = Path.Combine(service.DataDirectory, "sites", "sessions", "code.git");
        return (
            (await service.Migrations.GetReportAsync(id)).ToString(),
            await CommandLine.RunAsync("git", ["--git-dir", repository, "ls-tree", "-r", "--name-only", "main"]));
    }
}
