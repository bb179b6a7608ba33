using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Migrations;

/// <summary>A step while it runs: reports progress, and notices when the attempt is overtaken.</summary>
public sealed class StepRun
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(1);

    private readonly StepRunner runner;
    private readonly StepInput input;
    private readonly CancellationToken stopping;
    private long lastReport;
    private long added;

    internal StepRun(StepRunner runner, StepInput input, CancellationToken stopping) =>
        (this.runner, this.input, this.stopping) = (runner, input, stopping);

    /// <summary>The record as the step found it.</summary>
    public Migration Migration { get; internal set; } = null!;

    /// <summary>What goes on at the platform since an earlier run of the step.</summary>
    internal PlatformWork Work => new(Migration.PlatformWork, handle => ChangeAsync(m => m with { PlatformWork = handle, MovedAt = runner.Time.GetUtcNow() }));

    /// <summary>Whether the step has to be run again later: its work goes on elsewhere.</summary>
    internal bool IsPending { get; private set; }

    /// <summary>Says that the step's work goes on elsewhere. That is movement: it is asked after.</summary>
    internal async Task PendAsync()
    {
        IsPending = true;
        await ChangeAsync(m => m with { MovedAt = runner.Time.GetUtcNow() });
    }

    /// <summary>Fires when the service stops.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>Puts progress on the record, at most once a second.</summary>
    /// <exception cref="SupersededException">The migration was cancelled or is worked on by a later attempt: stop.</exception>
    public async ValueTask ReportAsync(MigrationProgress progress)
    {
        var now = runner.Time.GetTimestamp();
        if (lastReport != 0 && runner.Time.GetElapsedTime(lastReport, now) < BetweenReports)
            return;
        lastReport = now;
        await runner.ChangeAsync(input, m => Move(m, progress), stopping);
    }

    /// <summary>Changes the record, if this attempt is the one that runs.</summary>
    public async Task ChangeAsync(Func<Migration, Migration> change) => Migration = await runner.ChangeAsync(input, change, stopping);

    /// <summary>Adds to the progress, at most once a second; for parts of a step that run side by side. What was not yet put on the record is kept for later.</summary>
    /// <inheritdoc cref="ReportAsync"/>
    public async ValueTask AddAsync(long done, bool isLast = false)
    {
        added += done;
        var now = runner.Time.GetTimestamp();
        if (added == 0 || (!isLast && lastReport != 0 && runner.Time.GetElapsedTime(lastReport, now) < BetweenReports))
            return;
        lastReport = now;
        var more = added;
        await runner.ChangeAsync(
            input, m => m.Progress is { } progress ? Move(m, progress with { Done = progress.Done + more }) : m, stopping);
        added = 0;
    }

    private Migration Move(Migration migration, MigrationProgress progress)
    {
        var moved = migration.Progress is not { } before || before.Unit != progress.Unit || progress.Done > before.Done;
        var next = migration with { Progress = progress, MovedAt = moved ? runner.Time.GetUtcNow() : migration.MovedAt };
        // A new attempt goes over old ground first: it moves, but it has come no further.
        return progress.Done <= migration.Reached.GetValueOrDefault(progress.Unit)
            ? next
            : next with
            {
                StalledAttempts = 0,
                Reached = new Dictionary<string, long>(migration.Reached, StringComparer.Ordinal) { [progress.Unit] = progress.Done },
            };
    }
}
