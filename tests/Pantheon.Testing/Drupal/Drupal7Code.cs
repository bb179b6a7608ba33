namespace Pantheon.Testing;

/// <summary>A Drupal 7 docroot without its sites: the folders and files that tell one, with a text of our own.</summary>
internal static class Drupal7Code
{
    internal const string Version = "7.98";

    internal static IEnumerable<ArchiveEntry> Entries() =>
    [
        ArchiveEntry.File(".htaccess", "Options -Indexes\nDirectoryIndex index.php\n"),
        ArchiveEntry.File("CHANGELOG.txt", $"Drupal {Version}, 2023-06-07\n-----------------------\n"),
        ArchiveEntry.File("authorize.php", Php("authorize")),
        ArchiveEntry.File("cron.php", Php("cron")),
        ArchiveEntry.Directory("includes"),
        ArchiveEntry.File("includes/bootstrap.inc", $"<?php\n\n/**\n * The current system version.\n */\ndefine('VERSION', '{Version}');\n\ndefine('DRUPAL_CORE_COMPATIBILITY', '7.x');\n"),
        ArchiveEntry.File("includes/common.inc", Php("common")),
        ArchiveEntry.File("includes/database/database.inc", Php("database")),
        ArchiveEntry.File("index.php", "<?php\ndefine('DRUPAL_ROOT', getcwd());\nrequire_once DRUPAL_ROOT . '/includes/bootstrap.inc';\n"),
        ArchiveEntry.File("install.php", Php("install")),
        ArchiveEntry.Directory("misc"),
        ArchiveEntry.File("misc/drupal.js", "var Drupal = Drupal || {};\n"),
        ArchiveEntry.File("misc/druplicon.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13]),
        ArchiveEntry.Directory("modules"),
        ArchiveEntry.File("modules/node/node.info", Info("Node")),
        ArchiveEntry.File("modules/node/node.module", Php("node")),

        // Drupal 7 has this folder, and it is no site's files.
        ArchiveEntry.File("modules/simpletest/files/image-1.png", [0x89, (byte)'P', (byte)'N', (byte)'G']),
        ArchiveEntry.File("modules/system/system.info", Info("System")),
        ArchiveEntry.File("modules/system/system.module", Php("system")),
        ArchiveEntry.File("modules/user/user.info", Info("User")),
        ArchiveEntry.Directory("profiles"),
        ArchiveEntry.File("profiles/standard/standard.info", Info("Standard")),
        ArchiveEntry.File("profiles/standard/standard.profile", Php("standard")),
        ArchiveEntry.File("robots.txt", "User-agent: *\nDisallow: /admin/\n"),
        ArchiveEntry.Directory("scripts"),
        ArchiveEntry.File("scripts/drupal.sh", "#!/usr/bin/env php\n<?php\n") with { Mode = (UnixFileMode)Convert.ToInt32("755", 8) },
        ArchiveEntry.Directory("themes"),
        ArchiveEntry.File("themes/bartik/bartik.info", Info("Bartik")),
        ArchiveEntry.File("themes/bartik/template.php", Php("bartik")),
        ArchiveEntry.File("update.php", Php("update")),
        ArchiveEntry.File("xmlrpc.php", Php("xmlrpc")),
    ];

    internal static IEnumerable<ArchiveEntry> SitesAll() =>
    [
        ArchiveEntry.Directory("sites"),
        ArchiveEntry.File("sites/example.sites.php", "<?php\n// Aliases of sites.\n"),
        ArchiveEntry.Directory("sites/all"),
        ArchiveEntry.File("sites/all/modules/views/views.info", Info("Views")),
        ArchiveEntry.File("sites/all/modules/views/views.module", Php("views")),
        ArchiveEntry.File("sites/all/themes/harbour/harbour.info", Info("Harbour")),
    ];

    private static string Php(string name) => $"<?php\n\n/**\n * @file\n * {name}\n */\n";

    private static string Info(string name) => $"name = {name}\ncore = 7.x\nversion = \"{Version}\"\n";
}
