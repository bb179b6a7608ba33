using Pantheon.Archives.Inspection;
using Pantheon.Functions.Imports;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Archives;

namespace Pantheon.Functions.Tests.Migrations.Store;

/// <summary>What every implementation of <see cref="IMigrationStore"/> does. A subclass gives one that is empty.</summary>
public abstract partial class MigrationStoreContract
{
    private static readonly MigrationQuery Own = new() { Owner = "local", Limit = 2 };

    private static readonly DateTimeOffset Now = SampleMigration.Now;

    /// <summary>The store; the same one, with what it keeps, in place of an earlier one where it is asked again.</summary>
    protected abstract IMigrationStore Open();

    [ContractFact]
    public async Task Create_ThenFind_GivesAllThatWasKept()
    {
        var migration = Whole("whole");
        var created = await Open().CreateAsync(migration, null, default);
        var found = await Open().FindAsync("whole", default);

        Assert.Equal(created.Version, found!.Version);
        AssertSame(migration with { Version = created.Version }, found);
    }

    [ContractFact]
    public async Task Find_Unknown_IsNull() => Assert.Null(await Open().FindAsync("unknown", default));

    [ContractFact]
    public async Task Replace_WithTheVersionThatWasRead_ChangesItAndItsTime()
    {
        var store = Open();
        var created = await store.CreateAsync(SampleMigration.Of("replace"), null, default);
        var replaced = await store.TryReplaceAsync(created with { Phase = MigrationPhase.Copying }, default);

        Assert.NotNull(replaced);
        Assert.NotEqual(created.Version, replaced.Version);
        Assert.NotEqual(created.UpdatedAt, replaced.UpdatedAt);
        AssertSame(replaced, (await store.FindAsync("replace", default))!);
    }

    [ContractFact]
    public async Task Replace_WithAnOldVersion_ChangesNothing()
    {
        var store = Open();
        var created = await store.CreateAsync(SampleMigration.Of("old-version"), null, default);
        await store.TryReplaceAsync(created with { Phase = MigrationPhase.Copying }, default);

        Assert.Null(await store.TryReplaceAsync(created with { Phase = MigrationPhase.Importing }, default));
        Assert.Equal(MigrationPhase.Copying, (await store.FindAsync("old-version", default))!.Phase);
    }

    [ContractFact]
    public async Task Replace_Unknown_IsNull() => Assert.Null(await Open().TryReplaceAsync(SampleMigration.Of("nobody"), default));

    [ContractFact]
    public async Task Change_ManyAtOnce_LosesNone()
    {
        var store = Open();
        await store.CreateAsync(SampleMigration.Of("counter"), null, default);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => store.ChangeAsync("counter", m => m with { Retries = m.Retries + 1 }, default))));

        Assert.Equal(20, (await store.FindAsync("counter", default))!.Retries);
    }

    [ContractFact]
    public async Task Change_ToTheSame_MakesNoNewVersion()
    {
        var store = Open();
        var created = await store.CreateAsync(SampleMigration.Of("unchanged"), null, default);

        Assert.Equal(created.Version, (await store.ChangeAsync("unchanged", m => m, default)).Version);
    }

    [ContractFact]
    public async Task Change_Unknown_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Open().ChangeAsync("unknown", m => m, default));

    [ContractFact]
    public async Task Create_NameOfAnother_IsTakenWhileThatHoldsIt()
    {
        var store = Open();
        foreach (var phase in Enum.GetValues<MigrationPhase>())
        {
            var first = await store.CreateAsync(SampleMigration.Of($"first-{phase}") with { SiteName = $"Name-{phase}" }, null, default);
            await store.TryReplaceAsync(first with { Phase = phase }, default);
            var second = SampleMigration.Of($"second-{phase}") with { SiteName = $"nAME-{phase}" };

            if (phase is MigrationPhase.Cancelled or MigrationPhase.Expired)
            {
                await store.CreateAsync(second, null, default);
                continue;
            }

            Assert.Equal(second.SiteName, (await Assert.ThrowsAsync<SiteNameTakenException>(() => store.CreateAsync(second, null, default))).SiteName);
            Assert.Null(await store.FindAsync(second.Id, default));
        }
    }

    [ContractFact]
    public async Task List_OfAnOrganization_IsAllOwnersAndNoDryRun()
    {
        var store = Open();
        await store.CreateAsync(SampleMigration.Of("o1", at: Now) with { Organization = "org" }, null, default);
        await store.CreateAsync(SampleMigration.Of("o2", owner: "another", at: Now.AddSeconds(1)) with { Organization = "org" }, null, default);
        await store.CreateAsync(SampleMigration.Of("o3", at: Now) with { Organization = "other" }, null, default);
        await store.CreateAsync(SampleMigration.Of("o4", at: Now) with { Organization = "org", IsDryRun = true, SiteName = string.Empty }, null, default);

        var first = await store.ListAsync(new() { Organization = "org", Limit = 1 }, default);
        var second = await store.ListAsync(new() { Organization = "org", Limit = 1, Cursor = first.Cursor }, default);
        var own = await store.ListAsync(Own with { Limit = 10 }, default);

        Assert.Equal(["o2", "o1"], first.Items.Concat(second.Items).Select(m => m.Id));
        Assert.Null(second.Cursor);
        Assert.Equal(["o1", "o3"], own.Items.Select(m => m.Id));
    }

    [ContractFact]
    public async Task Create_SameKey_GivesTheFirstMigration()
    {
        var (store, key) = (Open(), new IdempotencyKey("local", "key", "hash"));
        await store.CreateAsync(SampleMigration.Of("k1"), key, default);

        Assert.Equal("k1", (await store.CreateAsync(SampleMigration.Of("k2"), key, default)).Id);
        Assert.Equal("k1", (await store.FindByKeyAsync(key, default))?.Id);
        Assert.Null(await store.FindAsync("k2", default));
    }

    [ContractFact]
    public async Task Create_SameKeyAtOnce_MakesOne()
    {
        var (store, key) = (Open(), new IdempotencyKey("local", "key", "hash"));
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => store.CreateAsync(SampleMigration.Of($"at-once-{i}") with { SiteName = "one" }, key, default))));

        Assert.Single(all.Select(migration => migration.Id).Distinct());
    }

    [ContractFact]
    public async Task Key_OfAnotherRequest_Throws()
    {
        var store = Open();
        await store.CreateAsync(SampleMigration.Of("k"), new("local", "key", "hash"), default);

        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => store.FindByKeyAsync(new("local", "key", "other"), default));
        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => store.CreateAsync(SampleMigration.Of("k3"), new("local", "key", "other"), default));
    }

    [ContractFact]
    public async Task Key_OfAnotherOwnerOrAnotherKey_IsUnused()
    {
        var store = Open();
        await store.CreateAsync(SampleMigration.Of("k"), new("local", "key", "hash"), default);

        Assert.Null(await store.FindByKeyAsync(new("another", "key", "hash"), default));
        Assert.Null(await store.FindByKeyAsync(new("local", "KEY", "hash"), default));
    }

    [ContractFact]
    public async Task Key_WhoseNameWasTaken_StaysUnused()
    {
        var (store, key) = (Open(), new IdempotencyKey("local", "key", "hash"));
        await store.CreateAsync(SampleMigration.Of("t1") with { SiteName = "taken" }, null, default);
        await Assert.ThrowsAsync<SiteNameTakenException>(() => store.CreateAsync(SampleMigration.Of("t2") with { SiteName = "taken" }, key, default));

        Assert.Null(await store.FindByKeyAsync(key, default));
    }

    [ContractFact]
    public async Task List_ByPages_IsNewestFirstAndTheOwnersOnly()
    {
        var store = Open();
        for (var i = 0; i < 5; i++)
            await store.CreateAsync(SampleMigration.Of($"p{i}", i == 3 ? MigrationPhase.Failed : MigrationPhase.Copying, at: Now.AddSeconds(i)), null, default);
        await store.CreateAsync(SampleMigration.Of("foreign", owner: "another", at: Now.AddDays(1)), null, default);

        var first = await store.ListAsync(Own, default);
        var second = await store.ListAsync(Own with { Cursor = first.Cursor }, default);
        var third = await store.ListAsync(Own with { Cursor = second.Cursor }, default);
        var failed = await store.ListAsync(Own with { Phase = MigrationPhase.Failed }, default);

        Assert.Equal(["p4", "p3", "p2", "p1", "p0"], first.Items.Concat(second.Items).Concat(third.Items).Select(m => m.Id));
        Assert.Null(third.Cursor);
        Assert.Equal(["p3"], failed.Items.Select(m => m.Id));
        Assert.Null(failed.Cursor);
    }

    [ContractFact]
    public async Task List_NewOneBetweenPages_NeitherRepeatsNorSkips()
    {
        var store = Open();
        for (var i = 0; i < 4; i++)
            await store.CreateAsync(SampleMigration.Of($"q{i}", at: Now), null, default);
        var first = await store.ListAsync(Own, default);
        await store.CreateAsync(SampleMigration.Of("q-new", at: Now.AddSeconds(1)), null, default);
        var second = await store.ListAsync(Own with { Cursor = first.Cursor }, default);

        Assert.Equal(["q0", "q1", "q2", "q3"], first.Items.Concat(second.Items).Select(m => m.Id));
    }

    [ContractFact]
    public async Task List_ByOrganization_IsThatOneOfAllItsOwners()
    {
        var store = Open();
        await store.CreateAsync(SampleMigration.Of("o1", at: Now) with { Organization = "org" }, null, default);
        await store.CreateAsync(SampleMigration.Of("o2", MigrationPhase.Failed, owner: "another", at: Now.AddSeconds(1)) with { Organization = "org" }, null, default);
        await store.CreateAsync(SampleMigration.Of("o3") with { Organization = "ORG" }, null, default);
        await store.CreateAsync(SampleMigration.Of("o4"), null, default);
        var query = new MigrationQuery { Organization = "org", Limit = 1 };

        var first = await store.ListAsync(query, default);
        var second = await store.ListAsync(query with { Cursor = first.Cursor }, default);
        var failed = await store.ListAsync(query with { Phase = MigrationPhase.Failed }, default);

        Assert.Equal(["o2", "o1"], first.Items.Concat(second.Items).Select(m => m.Id));
        Assert.Null(second.Cursor);
        Assert.Equal(["o2"], failed.Items.Select(m => m.Id));
    }

    [ContractFact]
    public async Task List_ByText_GivesThoseWhoseNameOrSourceHoldsIt()
    {
        var store = Open();
        await store.CreateAsync(SampleMigration.Of("t1", at: Now), null, default);
        await store.CreateAsync(SampleMigration.Of("t2", at: Now) with { SourceUrl = new Uri("https://second.test/Blog") }, null, default);
        await store.CreateAsync(SampleMigration.Of("t3", owner: "another"), null, default);

        foreach (var (text, ids) in new[] { ("SITE-T", "t1 t2"), ("old.EXAMPLE", "t1"), ("/blog", "t2"), ("%", ""), ("_", ""), ("'", ""), ("nothing", "") })
            Assert.Equal(ids, string.Join(' ', (await store.ListAsync(Own with { Text = text }, default)).Items.Select(m => m.Id)));
    }

    [ContractFact]
    public async Task Report_InParts_IsKeptAndANewInspectionForgetsTheVerification()
    {
        var store = Open();
        Assert.Equal(new MigrationReport(null, null), await store.GetReportAsync("r", default));
        var inspection = new ArchiveInspection { Layout = "site", Entries = 3, Bytes = 4, Findings = [new("files.missing", Severity.Warning, "t", "d", null)] };
        var verification = new Verification(true, new("c", 1), new([new("t", 1, 1)]), new(1, 2, 1, 2), []);
        await store.SaveInspectionAsync("r", inspection, default);
        await store.SaveVerificationAsync("r", verification, default);
        var whole = await Open().GetReportAsync("r", default);
        await store.SaveInspectionAsync("r", inspection with { Entries = 5 }, default);
        var again = await store.GetReportAsync("r", default);

        Assert.Equal((3, "files.missing", Severity.Warning), (whole.Inspection!.Entries, whole.Inspection.Findings.Single().Code, whole.Inspection.Findings.Single().Severity));
        Assert.Equal(("c", "t"), (whole.Verification!.Code!.Commit, whole.Verification.Database!.Tables.Single().Name));
        Assert.Equal(5, again.Inspection!.Entries);
        Assert.Null(again.Verification);
    }

    [ContractFact]
    public async Task Log_IsOldestFirstAndOfOneMigration()
    {
        var store = Open();
        foreach (var text in new[] { "one", "two", "three" })
            await store.AppendLogAsync("l", text, default);
        await store.AppendLogAsync("other", "four", default);

        Assert.Equal(["one", "two", "three"], (await Open().GetLogAsync("l", default)).Select(line => line.Text));
        Assert.Empty(await store.GetLogAsync("unknown", default));
    }

    private static Migration Whole(string id) => SampleMigration.Of(id, MigrationPhase.Failed) with
    {
        Organization = "org",
        Attempt = 3,
        Progress = new(1, null, "bytes"),
        Done = [Step.CreateSite, Step.AwaitArchive],
        Site = new("s", "https://d", null),
        Source = new(new Uri("https://a.example.com/x?sig=1&b=%2F"), "ab", Now),
        Archive = new(5, "cd"),
        Failure = new("c", "t", "d", true),
        LastError = new("c2", "t2", "d2", false),
        RetryAt = Now.AddTicks(1),
        Retries = 2,
        StalledAttempts = 1,
        Reached = new Dictionary<string, long> { ["files"] = 7 },
        WaitingSince = Now,
        Reminders = 1,
        CompletedAt = Now,
    };

    private static void AssertSame(Migration expected, Migration actual)
    {
        Assert.Equal(expected.Done, actual.Done);
        Assert.Equal(expected.Reached, actual.Reached);
        Assert.Equal(expected.Source?.Url.OriginalString, actual.Source?.Url.OriginalString);
        Assert.Equal(expected, actual with { Done = expected.Done, Reached = expected.Reached });
    }
}
