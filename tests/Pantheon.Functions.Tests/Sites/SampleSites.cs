namespace Pantheon.Functions.Tests.Sites;

/// <summary>The smallest sites that count as such, with what is easily lost on the way.</summary>
internal static class SampleSites
{
    /// <summary>Stands in every place of the old site where a password stands.</summary>
    internal const string Password = "0ld-h0st-pa55word";

    internal const string Salt = "s4lt-of-the-old-host";

    internal static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 1, 2, 0xFF, 0xFE, 0x0D, 0x0A];

    internal const string Dump = """
        DROP TABLE IF EXISTS `blog_posts`;
        CREATE TABLE `blog_posts` (`ID` int NOT NULL AUTO_INCREMENT, `post_title` varchar(190) NOT NULL, PRIMARY KEY (`ID`)) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4;
        INSERT INTO `blog_posts` VALUES (1,'Hello; (world)'),(2,'Grüße aus Köln'),(3,'It''s \'quoted\'');
        CREATE TABLE `blog_options` (`option_id` int NOT NULL, `option_value` longtext, PRIMARY KEY (`option_id`)) ENGINE=InnoDB;
        INSERT INTO `blog_options` VALUES (1,'https://old.example.com');

        """;

    internal static SiteArchive Of(string framework) => framework switch
    {
        "wordpress" => WordPress(),
        "drupal7" => Drupal7(),
        _ => DrupalComposer(),
    };

    internal static SiteArchive WordPress(string? dump = Dump)
    {
        var site = new SiteArchive()
            .File("index.php", "<?php require 'wp-blog-header.php';")
            .File("wp-config.php", $$"""
                <?php
                define('DB_NAME', 'old'); define('DB_USER', 'olduser'); define('DB_PASSWORD', '{{Password}}'); define('DB_HOST', 'localhost');
                define('AUTH_KEY', '{{Salt}}');
                define('WP_HOME', 'https://old.example.com');
                define('MY_API_KEY', '{{Password}}');
                $table_prefix = 'blog_';
                if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }
                require_once ABSPATH . 'wp-settings.php';
                """)
            .File("wp-config.php.bak", $"<?php define('DB_PASSWORD', '{Password}');")
            .File(".env", $"DB_PASSWORD={Password}")
            .File("wp-includes/version.php", "<?php $wp_version = '6.8.1';")
            .File("wp-admin/index.php", "<?php // admin")
            .File("wp-content/themes/plain/style.css", "/* Theme Name: Plain */")
            .File("wp-content/plugins/tool/run.sh", "#!/bin/sh\n", SiteArchive.Executable)
            .Link("wp-content/themes/current", "plain")
            .File(".git/config", $"url = https://me:{Password}@example.com/site.git")
            .File("wp-content/plugins/tool/.svn/entries", "svn")
            .File("wp-content/uploads/2021/03/Grüße aus 東京.png", Picture)
            .File("wp-content/uploads/2021/run.bin", [1, 2, 3], SiteArchive.Executable)
            .File("wp-content/uploads/empty.txt", string.Empty);
        return dump is null ? site : site.File("database.sql", dump);
    }

    internal static SiteArchive Drupal7() => new SiteArchive()
        .File("MANIFEST.ini", """
            [Global]
            datestamp = "1600000000"
            formatversion = "1.0"
            generator = "Drush archive-dump"
            generatorversion = "8.4.8"
            [default]
            docroot = "site"
            sitedir = "sites/default"
            database-default-file = "old.sql"
            database-default-driver = "mysql"
            files-public = "sites/default/files"
            """)
        .File("old.sql", Dump)
        .File("site/includes/bootstrap.inc", "<?php define('VERSION', '7.98');")
        .Files("<?php", "site/index.php", "site/misc/a.php", "site/modules/node/node.module", "site/profiles/standard/standard.profile", "site/scripts/run.php", "site/themes/bartik/template.php")
        .File("site/sites/default/settings.php", $$"""
            <?php
            $databases['default']['default'] = array('driver' => 'mysql', 'database' => 'old', 'username' => 'old', 'password' => '{{Password}}', 'host' => 'localhost', 'prefix' => 'd7_');
            $drupal_hash_salt = '{{Salt}}';
            """)
        .File("site/sites/default/files/Plan für 2021.pdf", Picture)
        .File("site/sites/default/files/private/.htaccess", "Deny from all");

    internal static SiteArchive DrupalComposer() => new SiteArchive()
        .File("site/composer.json", "{}")
        .File("site/web/core/lib/Drupal.php", "<?php class Drupal { const VERSION = '10.3.1'; }")
        .Files("<?php", "site/web/index.php", "site/web/modules/custom/a.php", "site/web/profiles/b.php", "site/web/themes/custom/c.php", "site/vendor/autoload.php")
        .File("site/web/sites/default/settings.php", $$"""
            <?php
            $databases['default']['default'] = ['driver' => 'mysql', 'password' => '{{Password}}', 'prefix' => ''];
            $settings['hash_salt'] = '{{Salt}}';
            $settings['config_sync_directory'] = '../config/sync';
            """)
        .File("site/config/sync/system.site.yml", "name: Old")
        .File("site/web/sites/default/files/logo.png", Picture)
        .File("database.sql", Dump);
}
