using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Pantheon.Archives;
using Pantheon.Archives.Downloads;
using Pantheon.Archives.Reading;
using Pantheon.Functions.Telemetry;

namespace Pantheon.Functions.Migrations;

/// <summary>Runs the work of a step: skips what is done, keeps the record true, and tells failures apart.</summary>
public sealed class StepRunner(IMigrationStore store, MigrationTelemetry telemetry, TimeProvider time, ILogger<StepRunner> logger)
{
    /// <summary>Runs a step.</summary>
    /// <param name="input">Which attempt of which migration.</param>
    /// <param name="step">The step.</param>
    /// <param name="phase">The phase that the migration is in meanwhile.</param>
    /// <param name="work">The work; may run twice. Answers how the record changes when it is done.</param>
    /// <param name="cancellationToken">The service stops: the step runs again later.</param>
    /// <returns>Whether the step is done; false where its work goes on elsewhere and the step is to be run again.</returns>
    /// <exception cref="SupersededException">The attempt is not the one that runs any more.</exception>
    /// <exception cref="PermanentFailureException">Trying again will not help.</exception>
    /// <exception cref="RetryableFailureException">Trying again may help.</exception>
    public async Task<bool> RunAsync(
        StepInput input, Step step, MigrationPhase phase, Func<StepRun, Task<Func<Migration, Migration>?>> work, CancellationToken cancellationToken)
    {
        await BeginAsync(input, step, phase, cancellationToken);
        return await FinishAsync(input, step, work, cancellationToken);
    }

    /// <summary>Says on the record and the log that a step begins.</summary>
    public async Task BeginAsync(StepInput input, Step step, MigrationPhase phase, CancellationToken cancellationToken)
    {
        if ((await LoadAsync(input, cancellationToken)).IsDone(step))
            return;
        var before = await ChangeAsync(input, m => m with { Phase = phase, Progress = m.Phase == phase ? m.Progress : null }, cancellationToken);
        if (before.PlatformWork is not null)
            return; // it was begun, and is asked after
        await store.AppendLogAsync(input.MigrationId, $"{StepWords.Begins(step)} (attempt {input.Attempt})", CancellationToken.None);
    }

    /// <summary>Runs the last part of a step, which ends it.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public Task<bool> FinishAsync(
        StepInput input, Step step, Func<StepRun, Task<Func<Migration, Migration>?>> work, CancellationToken cancellationToken) => RunPartAsync(
        input, step,
        async run =>
        {
            var change = await work(run);
            if (run.IsPending)
                return;
            await ChangeAsync(input, m => Finish(change is null ? m : change(m), step), CancellationToken.None);
            await store.AppendLogAsync(input.MigrationId, StepWords.Ended(step), CancellationToken.None);
        },
        cancellationToken);

    /// <summary>Runs a part of a step that has several activities; the last of them is <see cref="FinishAsync"/>.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<bool> RunPartAsync(StepInput input, Step step, Func<StepRun, Task> work, CancellationToken cancellationToken)
    {
        var run = new StepRun(this, input, cancellationToken) { Migration = await LoadAsync(input, cancellationToken) };
        if (run.Migration.IsDone(step))
            return true;
        using var part = MigrationTelemetry.Begin(step, input);
        var begun = time.GetTimestamp();
        try
        {
            await work(run);
            telemetry.CountStep(step, time.GetElapsedTime(begun), null);
            return !run.IsPending;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not SupersededException)
        {
            var failure = Classify(e);
            telemetry.CountStep(step, time.GetElapsedTime(begun), failure.Code);
            part?.SetTag("error.type", failure.Code).SetStatus(ActivityStatusCode.Error);
            if (failure.Code == "internal")
                StepFailed(logger, step, input.MigrationId, e);
            await ChangeAsync(input, m => m with { LastError = failure }, CancellationToken.None);
            await store.AppendLogAsync(
                input.MigrationId, $"{StepWords.Failed(step)}: {failure.Title} [{failure.Code}] {failure.Detail}", CancellationToken.None);
            throw failure.Retryable
                ? new RetryableFailureException(failure.Code, failure.Title, failure.Detail, e)
                : new PermanentFailureException(failure.Code, failure.Title, failure.Detail, e);
        }
    }

    /// <summary>The record, if this attempt is the one that runs.</summary>
    internal async Task<Migration> LoadAsync(StepInput input, CancellationToken cancellationToken)
    {
        var migration = await store.FindAsync(input.MigrationId, cancellationToken) ?? throw new SupersededException(input);
        Ensure(migration, input);
        return migration;
    }

    /// <summary>Changes the record, if this attempt is the one that runs.</summary>
    internal Task<Migration> ChangeAsync(StepInput input, Func<Migration, Migration> change, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            input.MigrationId,
            m =>
            {
                Ensure(m, input);
                return change(m);
            },
            cancellationToken);

    internal TimeProvider Time => time;

    /// <summary>What an exception means for a migration. Texts of unknown ones are logged, never told: they may hold anything.</summary>
    internal static MigrationFailure Classify(Exception e) => e switch
    {
        PermanentFailureException known => new(known.Code, known.Title, known.Message, Retryable: false),
        RetryableFailureException known => new(known.Code, known.Title, known.Message, Retryable: true),
        _ when ArchiveReader.Explain(e) is { } archive => new(archive.Code, archive.Title, archive.Message, Retryable: false),
        TransferException transfer => new(FindingCode.Unreachable, FindingCode.TitleOf(FindingCode.Unreachable), transfer.Message, Retryable: true),
        IOException { HResult: DiskFull } => new(
            "storage.full", "There is no room left on the service's disk", "The operator has to make room; then the migration goes on.", Retryable: true),
        _ => new("internal", "Something went wrong on our side", "It is tried again by itself; if it stays, contact the support.", Retryable: true),
    };

    private const int DiskFull = 28; // ENOSPC, as .NET hands it on for Linux

    private Migration Finish(Migration migration, Step step) => migration with
    {
        Done = [.. migration.Done.Where(done => done != step), step],
        LastError = null,
        PlatformWork = null,
        Reached = new Dictionary<string, long>(StringComparer.Ordinal),
        MovedAt = time.GetUtcNow(),
        Retries = 0,
        StalledAttempts = 0,
    };

    private static void Ensure(Migration migration, StepInput input)
    {
        if (migration.Attempt != input.Attempt || migration.Phase.IsEnded())
            throw new SupersededException(input);
    }

    private static readonly Action<ILogger, Step, string, Exception?> StepFailed = LoggerMessage.Define<Step, string>(
        LogLevel.Error, new EventId(101, "StepFailed"), "Step {Step} of migration {MigrationId} failed.");
}
