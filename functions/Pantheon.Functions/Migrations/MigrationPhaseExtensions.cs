namespace Pantheon.Functions.Migrations;

/// <summary>What phases have in common.</summary>
public static class MigrationPhaseExtensions
{
    /// <summary>Whether the migration waits for its owner.</summary>
    public static bool IsWaiting(this MigrationPhase phase) => phase is MigrationPhase.AwaitingPlugin or MigrationPhase.AwaitingArchive;

    /// <summary>Whether the migration has ended; a failed one may be begun again.</summary>
    public static bool IsEnded(this MigrationPhase phase) =>
        phase is MigrationPhase.Succeeded or MigrationPhase.Failed or MigrationPhase.Cancelled or MigrationPhase.Expired;

    /// <summary>Whether the service works on it.</summary>
    public static bool IsWorking(this MigrationPhase phase) => !phase.IsWaiting() && !phase.IsEnded();
}
