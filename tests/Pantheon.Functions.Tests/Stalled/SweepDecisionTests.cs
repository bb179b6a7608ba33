using Pantheon.Functions.Migrations;
using Pantheon.Functions.Stalled;
using Pantheon.Functions.Tests.Migrations;

namespace Pantheon.Functions.Tests.Stalled;

public sealed class SweepDecisionTests
{
    private const OrchestrationRuntimeStatus Running = OrchestrationRuntimeStatus.Running;

    private static readonly DateTimeOffset Start = SampleMigration.Now;

    [Theory]
    // Works.
    [InlineData(MigrationPhase.Copying, Running, 14.9, 0, SweepAction.None)]
    [InlineData(MigrationPhase.Copying, Running, 15, 0, SweepAction.BeginAgain)]
    [InlineData(MigrationPhase.Copying, OrchestrationRuntimeStatus.Pending, 15, 0, SweepAction.BeginAgain)]
    [InlineData(MigrationPhase.Importing, Running, 15, 1, SweepAction.BeginAgain)]
    [InlineData(MigrationPhase.Verifying, Running, 15, 2, SweepAction.Fail)]
    [InlineData(MigrationPhase.CreatingSite, Running, 14, 2, SweepAction.None)]
    // Its orchestration is gone.
    [InlineData(MigrationPhase.Copying, null, 0.9, 0, SweepAction.None)]
    [InlineData(MigrationPhase.Copying, null, 1, 0, SweepAction.Start)]
    [InlineData(MigrationPhase.AwaitingPlugin, null, 1, 0, SweepAction.Start)]
    // Its orchestration ended, the record did not.
    [InlineData(MigrationPhase.Copying, OrchestrationRuntimeStatus.Completed, 0.9, 0, SweepAction.None)]
    [InlineData(MigrationPhase.Copying, OrchestrationRuntimeStatus.Completed, 1, 0, SweepAction.BeginAgain)]
    [InlineData(MigrationPhase.Copying, OrchestrationRuntimeStatus.Failed, 1, 1, SweepAction.BeginAgain)]
    [InlineData(MigrationPhase.Copying, OrchestrationRuntimeStatus.Failed, 1, 2, SweepAction.Fail)]
    [InlineData(MigrationPhase.AwaitingArchive, OrchestrationRuntimeStatus.Terminated, 1, 0, SweepAction.BeginAgain)]
    // Waits.
    [InlineData(MigrationPhase.AwaitingPlugin, Running, 1439, 0, SweepAction.None)]
    [InlineData(MigrationPhase.AwaitingPlugin, Running, 1440, 0, SweepAction.Remind)]
    [InlineData(MigrationPhase.AwaitingArchive, Running, 20160, 0, SweepAction.Expire)]
    // Ended.
    [InlineData(MigrationPhase.Succeeded, null, 99999, 0, SweepAction.None)]
    [InlineData(MigrationPhase.Cancelled, Running, 99999, 0, SweepAction.None)]
    [InlineData(MigrationPhase.Expired, null, 99999, 0, SweepAction.None)]
    [InlineData(MigrationPhase.Failed, null, 99999, 0, SweepAction.None)]
    public void Decide_ByPhaseInstanceAndAge_IsThis(
        MigrationPhase phase, OrchestrationRuntimeStatus? instance, double minutes, int stalledAttempts, SweepAction action) => Assert.Equal(
            action, Decide(SampleMigration.Of("m", phase) with { StalledAttempts = stalledAttempts, WaitingSince = Start }, instance, TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData(4.9, SweepAction.None)]
    [InlineData(5, SweepAction.Retry)]
    public void Decide_FailedWithATimeToRetry_RetriesThen(double minutes, SweepAction action) => Assert.Equal(
        action, Decide(SampleMigration.Of("m", MigrationPhase.Failed) with { RetryAt = Start.AddMinutes(5) }, OrchestrationRuntimeStatus.Completed, TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData(MigrationPhase.AwaitingArchive, Running, 0.1, 1.0)] // looked at once a day, and the first reminder is due then
    [InlineData(MigrationPhase.AwaitingPlugin, Running, 2.5, 3.0)]
    [InlineData(MigrationPhase.AwaitingPlugin, Running, 4.0, 5.0)]
    [InlineData(MigrationPhase.AwaitingPlugin, Running, 13.5, 14.0)]
    [InlineData(MigrationPhase.AwaitingPlugin, null, 0.1, null)]
    [InlineData(MigrationPhase.AwaitingPlugin, OrchestrationRuntimeStatus.Failed, 0.1, null)]
    [InlineData(MigrationPhase.Copying, Running, 0.1, null)]
    [InlineData(MigrationPhase.Failed, OrchestrationRuntimeStatus.Completed, 0.1, 0.5)]
    [InlineData(MigrationPhase.Succeeded, OrchestrationRuntimeStatus.Completed, 0.1, 7.0)]
    [InlineData(MigrationPhase.Expired, OrchestrationRuntimeStatus.Completed, 0.1, 7.0)]
    public void NextLook_NothingToDoNow_IsWhenSomethingMayBe(MigrationPhase phase, OrchestrationRuntimeStatus? instance, double days, double? next)
    {
        var migration = SampleMigration.Of("m", phase) with { WaitingSince = Start, RetryAt = Start.AddDays(0.5), DeleteArchiveAt = Start.AddDays(7) };

        Assert.Equal(next is { } due ? Start.AddDays(due) : null, SweepDecision.NextLook(migration, instance, Start.AddDays(days), new()));
    }

    [Fact]
    public void NextLook_ArchiveIsGiven_IsAtAnyTime() => Assert.Null(SweepDecision.NextLook(
        SampleMigration.Of("m", MigrationPhase.AwaitingPlugin) with { WaitingSince = Start, Source = new ArchiveSource(new Uri("https://a.example.com"), null, Start) },
        Running, Start.AddDays(0.1), new()));

    [Theory]
    [InlineData(1, 1, SweepAction.None)]
    [InlineData(3, 1, SweepAction.Remind)]
    [InlineData(6.9, 2, SweepAction.None)]
    [InlineData(7, 2, SweepAction.Remind)]
    [InlineData(13.9, 3, SweepAction.None)]
    [InlineData(14, 3, SweepAction.Expire)]
    public void Decide_WaitingAndReminded_RemindsOnceForEachDelay(double days, int reminders, SweepAction action) => Assert.Equal(
        action, Decide(SampleMigration.Of("m", MigrationPhase.AwaitingPlugin) with { WaitingSince = Start, Reminders = reminders }, Running, TimeSpan.FromDays(days)));

    [Theory]
    [InlineData(0.9, SweepAction.None)]
    [InlineData(1, SweepAction.Wake)]
    [InlineData(30000, SweepAction.Wake)]
    public void Decide_WaitingThoughTheArchiveIsKnown_Wakes(double minutes, SweepAction action) => Assert.Equal(
        action,
        Decide(
            SampleMigration.Of("m", MigrationPhase.AwaitingPlugin) with { Source = new(new("https://old.example.com/a"), null, Start), WaitingSince = Start },
            Running, TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData(MigrationPhase.AwaitingPlugin, Running, 0, SweepAction.Wake)]
    [InlineData(MigrationPhase.AwaitingPlugin, Running, 14, SweepAction.Wake)]
    [InlineData(MigrationPhase.AwaitingPlugin, null, 14, SweepAction.Start)]
    [InlineData(MigrationPhase.Copying, Running, 0, SweepAction.None)]
    [InlineData(MigrationPhase.Cancelled, Running, 14, SweepAction.None)]
    public void Decide_MessagesThatNobodyRead_WakesWhatWaits(MigrationPhase phase, OrchestrationRuntimeStatus? instance, int days, SweepAction action) => Assert.Equal(
        action,
        SweepDecision.Decide(
            SampleMigration.Of("m", phase) with { WaitingSince = Start }, instance, Start.AddDays(days), new StalledOptions(), hasUnread: true));

    private static SweepAction Decide(Migration migration, OrchestrationRuntimeStatus? instance, TimeSpan later) =>
        SweepDecision.Decide(migration, instance, Start + later, new StalledOptions());
}
