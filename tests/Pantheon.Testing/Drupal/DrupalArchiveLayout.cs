namespace Pantheon.Testing;

/// <summary>Which tool made the archive.</summary>
public enum DrupalArchiveLayout
{
    /// <summary>Drush 4 to 8, archive-dump: docroot folder, dump at the root, MANIFEST.ini.</summary>
    Drush8,

    /// <summary>Drush 11.1.1 and later, archive:dump: code/, database/database.sql, files/, MANIFEST.yml.</summary>
    Drush11,

    /// <summary>Backup and Migrate, entire site: docroot/, database.sql, MANIFEST.ini.</summary>
    BackupAndMigrate,

    /// <summary>Made by hand: code/, database/, files/ and no manifest.</summary>
    Folders,
}
