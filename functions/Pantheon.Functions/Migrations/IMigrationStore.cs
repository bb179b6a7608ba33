using Pantheon.Archives.Inspection;
using Pantheon.Functions.Imports;

namespace Pantheon.Functions.Migrations;

/// <summary>Keeps migrations, their reports and their logs. All implementations pass the same contract tests.</summary>
public interface IMigrationStore
{
    /// <summary>Keeps a new migration.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="key">The caller's Idempotency-Key and what it was used for; null where none was sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The migration, or the one that the same key created before.</returns>
    /// <exception cref="SiteNameTakenException">A migration that has not ended is creating a site of this name.</exception>
    /// <exception cref="IdempotencyKeyReusedException">The key was used for another request.</exception>
    Task<Migration> CreateAsync(Migration migration, IdempotencyKey? key, CancellationToken cancellationToken);

    /// <summary>The migration that an Idempotency-Key created; null where it was not used.</summary>
    /// <exception cref="IdempotencyKeyReusedException">The key was used for another request.</exception>
    Task<Migration?> FindByKeyAsync(IdempotencyKey key, CancellationToken cancellationToken);

    /// <summary>A migration; null where there is none.</summary>
    Task<Migration?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Replaces a migration if its version is still the one that was read.</summary>
    /// <returns>The migration with its new version, or null where somebody else changed it first.</returns>
    Task<Migration?> TryReplaceAsync(Migration migration, CancellationToken cancellationToken);

    /// <summary>Migrations, newest first, a page at a time; dry runs are none.</summary>
    Task<MigrationPage> ListAsync(MigrationQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Ids of the migrations that the sweep has to look at now: those not ended, and ended ones with a time to try again or to delete the archive; none
    /// that was put off until later.
    /// </summary>
    IAsyncEnumerable<string> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Puts the sweep's next look at a migration off, if its version is still the one that was read. The next change takes that back.</summary>
    /// <returns>Whether nobody had changed it.</returns>
    Task<bool> TryPutOffAsync(Migration migration, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Keeps what an inspection found.</summary>
    Task SaveInspectionAsync(string id, ArchiveInspection inspection, CancellationToken cancellationToken);

    /// <summary>Keeps what a verification found.</summary>
    Task SaveVerificationAsync(string id, Verification verification, CancellationToken cancellationToken);

    /// <summary>The report so far.</summary>
    Task<MigrationReport> GetReportAsync(string id, CancellationToken cancellationToken);

    /// <summary>Adds a line to the log that the owner may download. The text holds no secret.</summary>
    Task AppendLogAsync(string id, string text, CancellationToken cancellationToken);

    /// <summary>The log, oldest first.</summary>
    Task<IReadOnlyList<MigrationLogLine>> GetLogAsync(string id, CancellationToken cancellationToken);
}
