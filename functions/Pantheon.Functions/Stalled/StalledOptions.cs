using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions.Stalled;

/// <summary>Section <c>Stalled</c>: when the sweep steps in. Times are d.hh:mm:ss.</summary>
public sealed record StalledOptions : IValidatableObject
{
    /// <summary>Key <c>Stalled:After</c>: a working migration that did not move for so long is begun again from its checkpoint.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Key <c>Stalled:MaxAttempts</c>: attempts in a row without progress, after which the migration fails.</summary>
    [Range(1, 100, ErrorMessage = "Stalled:MaxAttempts must be between 1 and 100.")]
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Keys <c>Stalled:RetryAfter:0</c>, ...: waits before a failed, retryable migration is tried again by itself.</summary>
    public IReadOnlyList<TimeSpan> RetryAfter { get; init; } = [];

    /// <summary>Keys <c>Stalled:RemindAfter:0</c>, ...: waits before the owner is reminded of the archive.</summary>
    public IReadOnlyList<TimeSpan> RemindAfter { get; init; } = [];

    /// <summary>Key <c>Stalled:ExpireAfter</c>: a migration whose archive nobody gave ends then.</summary>
    public TimeSpan ExpireAfter { get; init; } = TimeSpan.FromDays(14);

    /// <summary>The waits before retries: 5 min, 30 min, 2 h, 8 h, 24 h where nothing else is configured.</summary>
    public IReadOnlyList<TimeSpan> RetryDelays => RetryAfter.Count > 0 ? RetryAfter :
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8), TimeSpan.FromHours(24)];

    /// <summary>The waits before reminders: 1, 3 and 7 days where nothing else is configured.</summary>
    public IReadOnlyList<TimeSpan> ReminderDelays => RemindAfter.Count > 0 ? RemindAfter : [TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(7)];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (After < TimeSpan.FromMinutes(1))
            yield return new("Stalled:After must be at least a minute.");
        if (ExpireAfter < TimeSpan.FromMinutes(1))
            yield return new("Stalled:ExpireAfter must be at least a minute.");
        if (RetryAfter.Any(wait => wait < TimeSpan.Zero))
            yield return new("Stalled:RetryAfter must hold no negative time.");
        if (RemindAfter.Any(wait => wait <= TimeSpan.Zero))
            yield return new("Stalled:RemindAfter must hold positive times only.");
    }
}
