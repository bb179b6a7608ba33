using Pantheon.Archives.Inspection;
using Pantheon.Functions.Archives;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Platforms;

/// <summary>What a platform is given to import: the archive, what is known of it, and where to report.</summary>
public sealed record SiteImport
{
    /// <summary>The migration.</summary>
    public required Migration Migration { get; init; }

    /// <summary>What the inspection found; null where the call needs none.</summary>
    public ArchiveInspection? Inspection { get; init; }

    /// <summary>Opens the archive, seekable, as often as needed; the caller disposes it.</summary>
    public Func<CancellationToken, Task<Stream>> OpenArchive { get; init; } = _ => throw new InvalidOperationException("The call has no archive.");

    /// <summary>Makes a link by which the platform itself can read the archive for a time.</summary>
    public Func<TimeSpan, CancellationToken, Task<Uri>> ShareArchive { get; init; } = (_, _) => throw new InvalidOperationException("The call has no archive.");

    /// <summary>Makes parts of the archive and shares them; null where the call has no archive.</summary>
    public ArchiveParts? Parts { get; init; }

    /// <summary>What goes on at the platform since an earlier call.</summary>
    public PlatformWork Work { get; init; } = PlatformWork.None;

    /// <summary>Takes progress. Throws where the import is to stop.</summary>
    public Func<MigrationProgress, ValueTask> Report { get; init; } = _ => ValueTask.CompletedTask;

    /// <summary>Adds a finding to the report: something that the owner should know.</summary>
    public Func<Finding, Task> Tell { get; init; } = _ => Task.CompletedTask;

    /// <summary>An import without an archive at hand.</summary>
    internal static SiteImport For(StepRun run) => new() { Migration = run.Migration, Work = run.Work };
}
