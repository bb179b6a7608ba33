using Pantheon.Archives;
using Pantheon.Archives.Inspection;
using Pantheon.Functions.Imports;

namespace Pantheon.Functions.Tests.Imports;

/// <summary>The settings that migrated sites get, as PHP itself reads them.</summary>
public sealed class GeneratedSettingsPhpTests
{
    private const string Drupal = """
        <?php
        $databases['default']['default'] = array('database' => 'old', 'password' => "it's; $ecret", 'prefix' => 'x_');
        $settings['config_sync_directory'] = '../config/it\'s';
        $conf['kept'] = "a;b";
        """;

    [PhpFact]
    public async Task For_Drupal7_PhpReadsDatabaseFromTheEnvironment() => Assert.Equal(
        "new|x_", await RunAsync(Framework.Drupal7, Drupal, "echo $databases['default']['default']['database'], '|', $databases['default']['default']['prefix'];"));

    [PhpFact]
    public async Task For_DrupalComposer_PhpReadsSyncDirectoryToo() => Assert.Equal(
        "new|../config/it's",
        await RunAsync(
            Framework.DrupalComposer, Drupal,
            "echo $databases['default']['default']['database'], '|', $settings['config_sync_directory'];", "$app_root = $site_path = '';"));

    [PhpFact]
    public async Task For_WordPress_PhpReadsDatabaseAndPrefix() => Assert.Equal(
        "new|it's_",
        await RunAsync(Framework.WordPress, null, "echo DB_NAME, '|', $table_prefix;", "define('ABSPATH', __DIR__ . '/');"));

    [PhpFact]
    public async Task For_OldSettings_KeptOnesAreValidPhpWithoutTheDatabase()
    {
        var kept = GeneratedSettings.For(Inspection(Framework.Drupal7), Drupal).Kept!;
        using var scratch = ScratchDirectory.Create("kept");
        await File.WriteAllTextAsync(scratch.Combine("kept.php"), kept + "echo $conf['kept'];");

        Assert.Equal("a;b", await CommandLine.RunAsync("php", [scratch.Combine("kept.php")]));
        Assert.DoesNotContain("$ecret", kept, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(Framework framework, string? original, string after, string before = "")
    {
        using var scratch = ScratchDirectory.Create("settings");
        var settings = GeneratedSettings.For(Inspection(framework), original).Content;
        await File.WriteAllTextAsync(scratch.Combine("wp-settings.php"), string.Empty);
        await File.WriteAllTextAsync(scratch.Combine("settings.php"), settings);
        await File.WriteAllTextAsync(scratch.Combine("run.php"), $"<?php error_reporting(E_ALL); putenv('DB_NAME=new'); {before} require __DIR__ . '/settings.php'; {after}");
        return await CommandLine.RunAsync("php", ["-d", "display_errors=1", scratch.Combine("run.php")]);
    }

    private static ArchiveInspection Inspection(Framework framework) => new()
    {
        Layout = "site",
        Framework = framework,
        CodeRoot = string.Empty,
        Entries = 0,
        Bytes = 0,
        TablePrefix = "it's_",
        Findings = [],
    };
}
