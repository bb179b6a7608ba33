using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Telemetry;

/// <summary>
/// What operators see of migrations: one trace a migration, whatever attempts and machines it takes, and metrics by the names of
/// OpenTelemetry's conventions. Ids, phases and codes only: never an address or a text.
/// </summary>
public sealed class MigrationTelemetry : IDisposable
{
    /// <summary>The name of the traces' source and of the meter.</summary>
    public const string Name = "Pantheon.Functions";

    private static readonly ActivitySource Source = new(Name);

    private readonly Meter meter;
    private readonly Counter<long> started;
    private readonly Counter<long> finished;
    private readonly Counter<long> stalled;
    private readonly Counter<long> copied;
    private readonly Histogram<double> steps;
    private readonly Gauge<double> inboxAge;

    /// <summary>Makes the instruments.</summary>
    public MigrationTelemetry(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        started = meter.CreateCounter<long>("pantheon.migration.started", "{migration}", "Migrations that were begun.");
        finished = meter.CreateCounter<long>("pantheon.migration.finished", "{migration}", "Migrations that ended, by outcome and error.type.");
        stalled = meter.CreateCounter<long>("pantheon.migration.stalled", "{migration}", "Attempts that were begun again because nothing moved.");
        copied = meter.CreateCounter<long>("pantheon.archive.copied", "By", "Bytes of archives that were copied.");
        steps = meter.CreateHistogram<double>("pantheon.migration.step.duration", "s", "How long steps run, by step and error.type.");
        inboxAge = meter.CreateGauge<double>("pantheon.inbox.age", "s", "Age of the oldest callback that nobody read.");
    }

    /// <summary>Begins a part of a migration's trace; dispose it at the part's end.</summary>
    internal static Activity? Begin(Step step, StepInput input) => Source.StartActivity(
        $"migration {Word(step)}", ActivityKind.Internal, ContextOf(input.MigrationId),
        [new("pantheon.migration.id", input.MigrationId), new("pantheon.migration.attempt", input.Attempt)]);

    /// <summary>Counts a migration that was begun.</summary>
    internal void CountStarted(Migration migration) => started.Add(1, new KeyValuePair<string, object?>("framework", Word(migration.Framework)));

    /// <summary>Counts a migration that ended.</summary>
    internal void CountFinished(Migration migration) => finished.Add(
        1, new("outcome", Word(migration.Phase)), new("framework", Word(migration.Framework)), new("error.type", migration.Failure?.Code));

    /// <summary>Counts an attempt that did not move.</summary>
    internal void CountStalled() => stalled.Add(1);

    /// <summary>Counts bytes that were copied.</summary>
    internal void CountCopied(long bytes) => copied.Add(bytes);

    /// <summary>Takes down how long a step ran.</summary>
    internal void CountStep(Step step, TimeSpan duration, string? errorType) =>
        steps.Record(duration.TotalSeconds, new("step", Word(step)), new("error.type", errorType));

    /// <summary>Says how old the oldest unread callback is; zero for none.</summary>
    internal void SetInboxAge(TimeSpan age) => inboxAge.Record(age.TotalSeconds);

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    // The trace's ids follow from the migration's: whoever works on it, on whichever machine, adds to the same trace.
    private static ActivityContext ContextOf(string migrationId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(migrationId));
        return new(ActivityTraceId.CreateFromBytes(hash.AsSpan(0, 16)), ActivitySpanId.CreateFromBytes(hash.AsSpan(16, 8)), ActivityTraceFlags.Recorded, isRemote: true);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
