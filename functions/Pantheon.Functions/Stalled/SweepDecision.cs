using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Stalled;

/// <summary>The rules of the sweep, without anything that acts.</summary>
internal static class SweepDecision
{
    // One that waits is looked at once a day all the same: its orchestration may be gone.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    // An orchestration that was told to start, or to wake, may take a moment.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="migration">The record.</param>
    /// <param name="instance">The status of its orchestration; null where there is none.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">The configured waits.</param>
    /// <param name="hasUnread">Whether the inbox holds messages that nobody read.</param>
    internal static SweepAction Decide(
        Migration migration, OrchestrationRuntimeStatus? instance, DateTimeOffset now, StalledOptions options, bool hasUnread = false)
    {
        if (migration.Phase == MigrationPhase.Failed && migration.RetryAt <= now)
            return SweepAction.Retry;
        if (migration.Phase.IsEnded())
            return migration.DeleteArchiveAt <= now ? SweepAction.DeleteArchive : SweepAction.None;
        if (instance is null)
            return now - migration.UpdatedAt >= Patience ? SweepAction.Start : SweepAction.None;
        if (HasEnded(instance.Value))
            return now - migration.UpdatedAt >= Patience ? DecideHalted(migration, options) : SweepAction.None;
        return migration.Phase.IsWaiting() ? DecideWaiting(migration, now, options, hasUnread) : DecideWorking(migration, now, options);
    }

    private static SweepAction DecideWorking(Migration migration, DateTimeOffset now, StalledOptions options) =>
        now - migration.MovedAt < options.After ? SweepAction.None : DecideHalted(migration, options);

    // One that waits for its owner may be begun again as often as it takes.
    private static SweepAction DecideHalted(Migration migration, StalledOptions options) =>
        migration.Phase.IsWorking() && migration.StalledAttempts + 1 >= options.MaxAttempts ? SweepAction.Fail : SweepAction.BeginAgain;

    private static SweepAction DecideWaiting(Migration migration, DateTimeOffset now, StalledOptions options, bool hasUnread)
    {
        if (hasUnread)
            return SweepAction.Wake;
        if (migration.Source is { } source)
            return now - source.GivenAt >= Patience ? SweepAction.Wake : SweepAction.None;
        if (Waited(migration, now) >= options.ExpireAfter)
            return SweepAction.Expire;
        return RemindersDue(migration, now, options) > migration.Reminders ? SweepAction.Remind : SweepAction.None;
    }

    /// <summary>When there may be something to do for a migration for which there is nothing now; null: at any time.</summary>
    internal static DateTimeOffset? NextLook(Migration migration, OrchestrationRuntimeStatus? instance, DateTimeOffset now, StalledOptions options)
    {
        if (migration.Phase.IsEnded())
            return new[] { migration.Phase == MigrationPhase.Failed ? migration.RetryAt : null, migration.DeleteArchiveAt }.Min();
        if (!migration.Phase.IsWaiting() || migration.Source is not null || instance is null || HasEnded(instance.Value))
            return null;
        var since = Since(migration);
        return options.ReminderDelays.Append(options.ExpireAfter).Select(delay => since + delay).Where(due => due > now).Append(now + LongestWait).Min();
    }

    /// <summary>How many reminders a waiting migration should have had by now.</summary>
    internal static int RemindersDue(Migration migration, DateTimeOffset now, StalledOptions options) =>
        options.ReminderDelays.Count(delay => Waited(migration, now) >= delay);

    private static TimeSpan Waited(Migration migration, DateTimeOffset now) => now - Since(migration);

    private static DateTimeOffset Since(Migration migration) => migration.WaitingSince ?? migration.UpdatedAt;

    private static bool HasEnded(OrchestrationRuntimeStatus status) => status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}
