using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Archives;

namespace Pantheon.Functions.Tests.Migrations.Store;

/// <summary>What the sweep is told to look at.</summary>
public abstract partial class MigrationStoreContract
{
    [ContractFact]
    public async Task ListDue_GivesThoseThatTheSweepLooksAt()
    {
        var store = Open();
        foreach (var phase in Enum.GetValues<MigrationPhase>())
            await store.CreateAsync(SampleMigration.Of(phase.ToString(), phase), null, default);
        await store.CreateAsync(SampleMigration.Of("to-retry", MigrationPhase.Failed) with { RetryAt = Now }, null, default);
        var active = await DueAsync(store, Now);

        string[] expected = ["to-retry", .. Enum.GetValues<MigrationPhase>().Where(phase => !phase.IsEnded()).Select(phase => phase.ToString())];
        Assert.Equal(expected.Order(StringComparer.Ordinal), active.Order(StringComparer.Ordinal));
    }

    [ContractFact]
    public async Task PutOff_UntilATime_IsDueThen()
    {
        var store = Open();
        var migration = await store.CreateAsync(SampleMigration.Of("off", MigrationPhase.AwaitingArchive), null, default);

        Assert.True(await store.TryPutOffAsync(migration, Now.AddDays(1), default));
        var put = (await store.FindAsync("off", default))!;
        Assert.Equal(migration with { LookAt = Now.AddDays(1), Version = put.Version }, put with { Done = migration.Done, Reached = migration.Reached });
        Assert.Empty(await DueAsync(store, Now.AddDays(1).AddTicks(-1)));
        Assert.Equal(["off"], await DueAsync(store, Now.AddDays(1)));
        Assert.True(await store.TryPutOffAsync(put, Now.AddDays(2), default));
        Assert.Empty(await DueAsync(store, Now.AddDays(1)));
    }

    [ContractFact]
    public async Task PutOff_ThenChanged_IsDueAtOnceAndOnce()
    {
        var store = Open();
        var migration = await store.CreateAsync(SampleMigration.Of("off", MigrationPhase.AwaitingArchive), null, default);
        await store.TryPutOffAsync(migration, Now.AddDays(1), default);
        var changed = await store.ChangeAsync("off", m => m with { Reminders = 1 }, default);

        Assert.Null(changed.LookAt);
        Assert.Equal(["off"], await DueAsync(store, Now));
        Assert.Equal(["off"], await DueAsync(store, Now.AddDays(2)));
        Assert.False(await store.TryPutOffAsync(migration, Now.AddDays(1), default));
    }

    [ContractFact]
    public async Task PutOff_ThenEnded_IsNotDueAnyMore()
    {
        var store = Open();
        await store.TryPutOffAsync(await store.CreateAsync(SampleMigration.Of("off", MigrationPhase.AwaitingArchive), null, default), Now.AddDays(1), default);
        await store.ChangeAsync("off", m => m with { Phase = MigrationPhase.Cancelled }, default);

        Assert.Empty(await DueAsync(store, Now.AddYears(1)));
    }

    [ContractFact]
    public async Task PutOff_WhileOthersChangeIt_IsDueAtOnceInTheEnd()
    {
        var store = Open();
        await store.CreateAsync(SampleMigration.Of("busy", MigrationPhase.AwaitingArchive), null, default);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            if (i % 2 == 0)
                await store.TryPutOffAsync((await store.FindAsync("busy", default))!, Now.AddDays(1 + i), default);
            else
                await store.ChangeAsync("busy", m => m with { Reminders = m.Reminders + 1 }, default);
        })));
        await store.ChangeAsync("busy", m => m with { Reminders = m.Reminders + 1 }, default);

        Assert.Equal(11, (await store.FindAsync("busy", default))!.Reminders);
        Assert.Equal(["busy"], await DueAsync(store, Now));
    }

    private static async Task<List<string>> DueAsync(IMigrationStore store, DateTimeOffset now)
    {
        var due = new List<string>();
        await foreach (var id in store.ListDueAsync(now, default))
            due.Add(id);
        return due;
    }
}
