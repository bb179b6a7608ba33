namespace Pantheon.Functions.Migrations;

/// <summary>Why a migration failed.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Title">What kind of failure it is, as users know it.</param>
/// <param name="Detail">What happened and what to do.</param>
/// <param name="Retryable">Whether the same may work at another time.</param>
public sealed record MigrationFailure(string Code, string Title, string Detail, bool Retryable)
{
    /// <summary>It was begun again several times and did not move.</summary>
    public static MigrationFailure Stalled { get; } = new(
        "migration.stalled", "The migration came to a halt", "It was begun again several times and did not move. Try again, or contact the support.", Retryable: false);
}
