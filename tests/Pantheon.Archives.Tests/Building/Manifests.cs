namespace Pantheon.Archives.Tests.Building;

/// <summary>Manifests as the real tools write them.</summary>
internal static class Manifests
{
    internal static string Drush(string format = "platform", string driver = "mysql", params string[] sites) =>
        $"""
        [Global]
        datestamp = "1709210442"
        formatversion = "1.0"
        generator = "Drush archive-dump"
        generatorversion = "8.4.12"
        description = ""
        tags = ""
        archiveformat = "{format}"

        """ + string.Concat((sites.Length == 0 ? ["default"] : sites).Select(site =>
        $"""

        [{site}]
        docroot = "/var/www/html"
        sitedir = "sites/{site}"
        files-public = "sites/{site}/files"
        database-default-file = "{(sites.Length > 1 ? site + "-" : "")}shop.sql"
        database-default-driver = "{driver}"

        """));

    internal const string ArchiveDump =
        """
        datestamp: 1709210442
        formatversion: '1.0'
        components:
          code: true
          files: true
          database: true
        description: null
        generator: 'Drush archive:dump'
        generatorversion: 12.4.3
        """;

    internal static string BackupAndMigrate(string files = "docroot/sites/default/files") =>
        $"""
        [Global]
        datestamp = "1709210442"
        formatversion = "2011-07-02"
        generator = "Backup and Migrate (http://drupal.org/project/backup_migrate)"
        generatorversion = "7.x-3.9"

        [Site 0]
        version = "7.98"
        name = "Example.com"
        docroot = "docroot"
        sitedir = "docroot/sites/default"
        database-file-default = "database.sql"
        database-file-driver = "mysql"
        files-private = "docroot/sites/default/private"
        files-public = "{files}"
        """;
}
