namespace Pantheon.Functions.Migrations;

/// <summary>Phases in words, for people.</summary>
internal static class PhaseWords
{
    internal static string Of(Migration migration) => migration.Phase switch
    {
        MigrationPhase.CreatingSite => "the new site is being created",
        MigrationPhase.AwaitingPlugin => migration.Progress is null ? "waiting for the plugin" : "the plugin is sending the site",
        MigrationPhase.AwaitingArchive => "waiting for the archive",
        MigrationPhase.Copying => "the archive is being copied",
        MigrationPhase.Inspecting => "the archive is being checked",
        MigrationPhase.Importing => "the site is being imported",
        MigrationPhase.Verifying => "the import is being verified",
        MigrationPhase.Completing => "the migration is being completed",
        MigrationPhase.Succeeded => "the migration is complete",
        MigrationPhase.Failed => "the migration failed",
        MigrationPhase.Cancelled => "the migration was cancelled",
        _ => "the migration has expired",
    };
}
