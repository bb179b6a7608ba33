using System.Text.Json.Serialization;
using Pantheon.Archives;

namespace Pantheon.Functions.Migrations;

/// <summary>The record of a migration: the truth for the dashboard, the sweep and every step. Changed only by compare-and-swap.</summary>
public sealed record Migration
{
    /// <summary>22 characters, URL-safe.</summary>
    public required string Id { get; init; }

    /// <summary>The owner's subject.</summary>
    public required string Owner { get; init; }

    /// <summary>The site that is moved.</summary>
    public required Uri SourceUrl { get; init; }

    /// <summary>What it is made with.</summary>
    public required Framework Framework { get; init; }

    /// <summary>The new site's name; empty for a dry run.</summary>
    public required string SiteName { get; init; }

    /// <summary>Whether the archive is only copied, inspected and deleted again: no site is made and nothing imported.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether a dry run takes an archive of any framework.</summary>
    public bool TakesAnyFramework { get; init; }

    /// <summary>The organization that the new site belongs to; null for the owner's own.</summary>
    public string? Organization { get; init; }

    /// <summary>Who gets the emails; null for nobody.</summary>
    public string? NotifyEmail { get; init; }

    /// <summary>Where it stands.</summary>
    public required MigrationPhase Phase { get; init; }

    /// <summary>Counts from 1. The running orchestration is <see cref="InstanceId"/>.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>How far the phase is; null where nothing is counted.</summary>
    public MigrationProgress? Progress { get; init; }

    /// <summary>Steps that are done and stay done.</summary>
    public IReadOnlyList<Step> Done { get; init; } = [];

    /// <summary>The new site, once created.</summary>
    public MigratedSite? Site { get; init; }

    /// <summary>Where the archive is taken from, once known.</summary>
    public ArchiveSource? Source { get; init; }

    /// <summary>The copy that was begun, pinned to one version of the source; it outlives attempts, and links that expire.</summary>
    public ArchiveCopy? Copy { get; init; }

    /// <summary>The archive, once copied.</summary>
    public CopiedArchive? Archive { get; init; }

    /// <summary>What goes on at the platform for the step that runs, in the platform's words; it outlives attempts. Null for nothing.</summary>
    public string? PlatformWork { get; init; }

    /// <summary>Why it failed; set in phase failed only.</summary>
    public MigrationFailure? Failure { get; init; }

    /// <summary>What the last step failed with, before the attempt is given up.</summary>
    public MigrationFailure? LastError { get; init; }

    /// <summary>When a failed migration is tried again by itself; null for never.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>How often it was tried again by itself since it last moved.</summary>
    public int Retries { get; init; }

    /// <summary>Attempts in a row that stalled without moving.</summary>
    public int StalledAttempts { get; init; }

    /// <summary>The furthest that any attempt came in the step that runs, by the unit of its progress.</summary>
    public IReadOnlyDictionary<string, long> Reached { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>When a step or its progress last moved on.</summary>
    public required DateTimeOffset MovedAt { get; init; }

    /// <summary>Since when it waits for its owner.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Reminders sent since.</summary>
    public int Reminders { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When the copied archive of a migration that has ended is deleted; null where there is none, or its owner keeps it.</summary>
    public DateTimeOffset? DeleteArchiveAt { get; init; }

    /// <summary>Whether the owner keeps the copied archive.</summary>
    public bool IsArchiveKept { get; init; }

    /// <summary>When the sweep looks at it next; null: as soon as it comes round. Any change of the record sets it to null.</summary>
    public DateTimeOffset? LookAt { get; init; }

    /// <summary>Version of the record; the store compares it at every change.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>The durable instance of the current attempt.</summary>
    [JsonIgnore]
    public string InstanceId => $"{Id}-{Attempt}";

    /// <summary>The phase in which it waits for an archive.</summary>
    [JsonIgnore]
    public MigrationPhase WaitingPhase => Framework == Framework.WordPress ? MigrationPhase.AwaitingPlugin : MigrationPhase.AwaitingArchive;

    /// <summary>
    /// Whether no other migration may have its name. A failed one keeps it as long as it may be tried again; the site itself is the platform's
    /// to protect.
    /// </summary>
    [JsonIgnore]
    public bool HoldsName => !IsDryRun && Phase is not (MigrationPhase.Cancelled or MigrationPhase.Expired);

    /// <summary>Whether the sweep has to look at it.</summary>
    [JsonIgnore]
    public bool IsActive => !Phase.IsEnded() || RetryAt is not null || DeleteArchiveAt is not null;

    /// <summary>Whether a step is done, or is none of this migration.</summary>
    public bool IsDone(Step step) => Done.Contains(step) || !Has(step);

    /// <summary>The same with a step and all that follow it to be done again.</summary>
    public Migration Undo(Step first) => this with { Done = [.. Done.Where(step => step < first)], PlatformWork = null, Reached = new Dictionary<string, long>(StringComparer.Ordinal) };

    /// <summary>The same with the archive to be copied anew. A copy that is not whole is gone on with; one that was whole was judged.</summary>
    public Migration CopyAnew() => Undo(Step.CopyArchive) with { Archive = null, Copy = Archive is null ? Copy : null };

    /// <summary>The next attempt, going on from what is done.</summary>
    public Migration NextAttempt(DateTimeOffset now) => this with
    {
        Attempt = Attempt + 1,
        Phase = PhaseOfNextStep(),
        Progress = null,
        Failure = null,
        LastError = null,
        RetryAt = null,
        CompletedAt = null,
        DeleteArchiveAt = null,
        MovedAt = now,
    };

    // Only WordPress' plugin needs a machine token.
    private bool Has(Step step) => IsDryRun
        ? step is Step.CopyArchive or Step.InspectArchive or Step.CompleteMigration
        : step != Step.IssueMachineToken || Framework == Framework.WordPress;

    private MigrationPhase PhaseOfNextStep() => Enum.GetValues<Step>().First(step => !IsDone(step)) switch
    {
        Step.CreateSite or Step.IssueMachineToken => MigrationPhase.CreatingSite,
        Step.AwaitArchive => WaitingPhase,
        Step.CopyArchive => MigrationPhase.Copying,
        Step.InspectArchive => MigrationPhase.Inspecting,
        Step.ImportCode or Step.ImportDatabase or Step.ImportFiles => MigrationPhase.Importing,
        Step.VerifyImport => MigrationPhase.Verifying,
        _ => MigrationPhase.Completing,
    };
}
