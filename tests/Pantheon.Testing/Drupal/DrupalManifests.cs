using System.Text;

namespace Pantheon.Testing;

/// <summary>The manifests that the tools write; their values are those of the old host.</summary>
internal static class DrupalManifests
{
    private const string Datestamp = "1793613600";

    /// <summary>Drush 8 leaves out what is empty.</summary>
    internal static ArchiveEntry Drush8(string docroot, bool core, IReadOnlyList<(DrupalSite Site, string Dump)> sites)
    {
        var ini = new StringBuilder($"""
            [Global]
            datestamp = "{Datestamp}"
            formatversion = "1.0"
            generator = "Drush archive-dump"
            generatorversion = "8.4.12"
            archiveformat = "{(core ? "platform" : "site")}"

            """);
        foreach (var (site, dump) in sites)
        {
            ini.Append($"""

                [{site.Key}]
                docroot = "/home/oldsite/{docroot}"
                sitedir = "{site.Directory}"
                files-public = "{site.FilesDirectory}"
                files-private = "{site.FilesDirectory}/private"
                database-default-file = "{dump}"
                database-default-driver = "{site.Driver}"

                """);
        }

        return ArchiveEntry.File("MANIFEST.ini", ini.ToString());
    }

    internal static ArchiveEntry Drush11() => ArchiveEntry.File("MANIFEST.yml", $"""
        datestamp: {Datestamp}
        formatversion: '1.0'
        components:
          code: true
          files: true
          database: true
        generator: 'Drush archive:dump'
        generatorversion: 11.6.0

        """);

    internal static ArchiveEntry BackupAndMigrate(string version, DrupalSite site) => ArchiveEntry.File("MANIFEST.ini", $"""
        [Global]
        datestamp = "{Datestamp}"
        formatversion = "2011-07-02"
        generator = "Backup and Migrate (http://drupal.org/project/backup_migrate)"
        generatorversion = "7.x-3.9"

        [Site 0]
        version = "{version}"
        name = "Übersicht 移住"
        docroot = "docroot"
        sitedir = "docroot/{site.Directory}"
        database-file-default = "database.sql"
        database-file-driver = "{site.Driver}"
        files-public = "docroot/{site.FilesDirectory}"
        files-private = "docroot/{site.FilesDirectory}/private"

        """);
}
