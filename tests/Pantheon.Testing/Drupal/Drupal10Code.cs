namespace Pantheon.Testing;

/// <summary>A Drupal 10 Composer project without its sites: the folders and files that tell one, with a text of our own.</summary>
internal static class Drupal10Code
{
    internal const string Version = "10.3.1";

    /// <summary>Outside the docroot.</summary>
    internal static IEnumerable<ArchiveEntry> Project(bool withVendor)
    {
        yield return ArchiveEntry.File(".gitignore", "/vendor/\n/web/sites/*/files/\n");
        yield return ArchiveEntry.File("composer.json", $$"""
            {
              "name": "old-site/website",
              "type": "project",
              "require": { "drupal/core-recommended": "^10.3", "drupal/token": "^1.13" },
              "extra": { "drupal-scaffold": { "locations": { "web-root": "web/" } } }
            }

            """);
        yield return ArchiveEntry.File("composer.lock", $$"""
            {
              "content-hash": "0123456789abcdef0123456789abcdef",
              "packages": [ { "name": "drupal/core", "version": "{{Version}}" }, { "name": "drupal/token", "version": "1.13.0" } ],
              "packages-dev": []
            }

            """);
        yield return ArchiveEntry.File("config/sync/system.site.yml", "name: 'Übersicht 移住'\nmail: owner@old-site.example\n");
        if (!withVendor)
            yield break;
        yield return ArchiveEntry.File("vendor/autoload.php", "<?php\nreturn require __DIR__ . '/composer/autoload_real.php';\n");
        yield return ArchiveEntry.File("vendor/composer/installed.json", "{\"packages\":[]}\n");
        yield return ArchiveEntry.File("vendor/symfony/http-kernel/HttpKernel.php", Php("HttpKernel"));

        // Libraries bring folders of this name, and they are no site's files.
        yield return ArchiveEntry.File("vendor/example/library/tests/files/fixture.txt", "a fixture\n");
    }

    /// <summary>Below the docroot.</summary>
    internal static IEnumerable<ArchiveEntry> Docroot() =>
    [
        ArchiveEntry.File(".htaccess", "Options -Indexes\nDirectoryIndex index.php\n"),
        ArchiveEntry.File("autoload.php", "<?php\nreturn require __DIR__ . '/../vendor/autoload.php';\n"),
        ArchiveEntry.Directory("core"),
        ArchiveEntry.File("core/core.services.yml", "parameters: {}\n"),
        ArchiveEntry.File("core/includes/bootstrap.inc", Php("bootstrap")),
        ArchiveEntry.File("core/lib/Drupal.php", $"<?php\n\nclass Drupal {{\n\n  /**\n   * The current system version.\n   */\n  const VERSION = '{Version}';\n\n  const CORE_COMPATIBILITY = '8.x';\n\n}}\n"),
        ArchiveEntry.File("core/misc/drupal.js", "window.Drupal = {};\n"),
        ArchiveEntry.File("core/modules/node/node.info.yml", Info("Node")),
        ArchiveEntry.File("core/modules/system/system.info.yml", Info("System")),
        ArchiveEntry.File("core/profiles/standard/standard.info.yml", Info("Standard")),
        ArchiveEntry.File("core/themes/olivero/olivero.info.yml", Info("Olivero")),
        ArchiveEntry.File("index.php", "<?php\nuse Drupal\\Core\\DrupalKernel;\n$autoloader = require_once 'autoload.php';\n"),
        ArchiveEntry.Directory("modules"),
        ArchiveEntry.File("modules/contrib/token/token.info.yml", Info("Token")),
        ArchiveEntry.File("modules/custom/harbour/harbour.info.yml", Info("Harbour")),
        ArchiveEntry.Directory("profiles"),
        ArchiveEntry.File("profiles/README.txt", "Profiles of the site.\n"),
        ArchiveEntry.File("robots.txt", "User-agent: *\nDisallow: /admin/\n"),
        ArchiveEntry.Directory("themes"),
        ArchiveEntry.File("themes/custom/harbour/harbour.info.yml", Info("Harbour")),
    ];

    internal static IEnumerable<ArchiveEntry> SitesAll() =>
    [
        ArchiveEntry.Directory("sites"),
        ArchiveEntry.File("sites/development.services.yml", "parameters: {}\n"),
        ArchiveEntry.File("sites/example.sites.php", "<?php\n// Aliases of sites.\n"),
    ];

    private static string Php(string name) => $"<?php\n\n// {name}\n";

    private static string Info(string name) => $"name: {name}\ntype: module\ncore_version_requirement: ^10\n";
}
