namespace Pantheon.Functions.Migrations;

/// <summary>Where a migration stands. On the wire in camelCase.</summary>
public enum MigrationPhase
{
    /// <summary>The new site is being created.</summary>
    CreatingSite,

    /// <summary>WordPress: waits for the plugin's callback, or for the owner's archive address.</summary>
    AwaitingPlugin,

    /// <summary>Drupal: waits for the owner's archive address.</summary>
    AwaitingArchive,

    /// <summary>The archive is being copied.</summary>
    Copying,

    /// <summary>The archive is being judged.</summary>
    Inspecting,

    /// <summary>Code, database and files are being imported.</summary>
    Importing,

    /// <summary>What was imported is held against the archive.</summary>
    Verifying,

    /// <summary>The platform is told.</summary>
    Completing,

    /// <summary>Done, and verified.</summary>
    Succeeded,

    /// <summary>Ended; see the failure. May be tried again.</summary>
    Failed,

    /// <summary>The owner ended it.</summary>
    Cancelled,

    /// <summary>Nobody gave an archive in time.</summary>
    Expired,
}
