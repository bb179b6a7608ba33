namespace Pantheon.Functions.Stalled;

/// <summary>The timer of the sweep: every five minutes.</summary>
public sealed class RetryStalledMigrations(MigrationSweep sweep)
{
    /// <summary>Begins stalled and failed migrations again, reminds, expires, and mends records whose orchestration is gone.</summary>
    [Function(nameof(RetryStalledMigrations))]
    public Task Run(
        [TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        sweep.RunAsync(client, cancellationToken);
}
