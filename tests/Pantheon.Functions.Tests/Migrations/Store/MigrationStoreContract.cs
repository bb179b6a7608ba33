using Pantheon.Archives.Inspection;
using Pantheon.Functions.Imports;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests.Migrations.Store;

/// <summary>What every implementation of <see cref="IMigrationStore"/> does. A subclass gives one that is empty.</summary>
public abstract class MigrationStoreContract
{
    private static readonly MigrationQuery Own = new() { Owner = "local", Limit = 2 };

    private static readonly DateTimeOffset Now = SampleMigration.Now;

    /// <summary>The store; the same one, with what it keeps, in place of an earlier one where it is asked again.</summary>
    protected abstract IMigrationStore Open();

    [Fact]
    public async Task Create_ThenFind_GivesAllThatWasKept()
    {
        var migration = Whole("whole");
        var created = await Open().CreateAsync(migration, null, default);
        var found = await Open().FindAsync("whole", default);

        Assert.Equal(created.Version, found!.Version);
        AssertSame(migration with { Version = created.Version }, found);
    }

    [Fact]
    public async Task Find_Unknown_IsNull() => Assert.Null(await Open().FindAsync("unknown", default));

    [Fact]
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

    [Fact]
    public async Task Replace_WithAnOldVersion_ChangesNothing()
    {
        var store = Open();
        var created = await store.CreateAsync(SampleMigration.Of("old-version"), null, default);
        await store.TryReplaceAsync(created with { Phase = MigrationPhase.Copying }, default);

        Assert.Null(await store.TryReplaceAsync(created with { Phase = MigrationPhase.Importing }, default));
        Assert.Equal(MigrationPhase.Copying, (await store.FindAsync("old-version", default))!.Phase);
    }

    [Fact]
    public async Task Replace_Unknown_IsNull() => Assert.Null(await Open().TryReplaceAsync(SampleMigration.Of("nobody"), default));

    [Fact]
    public async Task Change_ManyAtOnce_LosesNone()
    {
        var store = Open();
        await store.CreateAsync(SampleMigration.Of("counter"), null, default);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => store.ChangeAsync("counter", m => m with { Retries = m.Retries + 1 }, default))));

        Assert.Equal(20, (await store.FindAsync("counter", default))!.Retries);
    }

    [Fact]
    public async Task Change_ToTheSame_MakesNoNewVersion()
    {
        var store = Open();
        var created = await store.CreateAsync(SampleMigration.Of("unchanged"), null, default);

        Assert.Equal(created.Version, (await store.ChangeAsync("unchanged", m => m, default)).Version);
    }

    [Fact]
    public async Task Change_Unknown_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Open().ChangeAsync("unknown", m => m, default));

    [Theory]
    [InlineData(MigrationPhase.CreatingSite, true)]
    [InlineData(MigrationPhase.AwaitingPlugin, true)]
    [InlineData(MigrationPhase.Importing, true)]
    [InlineData(MigrationPhase.Failed, true)]
    [InlineData(MigrationPhase.Succeeded, true)]
    [InlineData(MigrationPhase.Cancelled, false)]
    [InlineData(MigrationPhase.Expired, false)]
    public async Task Create_NameOfAnother_IsTakenWhileThatHoldsIt(MigrationPhase phase, bool isTaken)
    {
        var store = Open();
        var first = await store.CreateAsync(SampleMigration.Of("first") with { SiteName = "Name-1" }, null, default);
        await store.TryReplaceAsync(first with { Phase = phase }, default);
        var second = SampleMigration.Of("second") with { SiteName = "nAME-1" };

        if (isTaken)
        {
            Assert.Equal("nAME-1", (await Assert.ThrowsAsync<SiteNameTakenException>(() => store.CreateAsync(second, null, default))).SiteName);
            Assert.Null(await store.FindAsync("second", default));
        }
        else
        {
            await store.CreateAsync(second, null, default);
        }
    }

    [Fact]
    public async Task Create_SameKey_GivesTheFirstMigration()
    {
        var (store, key) = (Open(), new IdempotencyKey("owner", "key", "hash"));
        await store.CreateAsync(SampleMigration.Of("k1"), key, default);

        Assert.Equal("k1", (await store.CreateAsync(SampleMigration.Of("k2"), key, default)).Id);
        Assert.Equal("k1", (await store.FindByKeyAsync(key, default))?.Id);
        Assert.Null(await store.FindAsync("k2", default));
    }

    [Fact]
    public async Task Create_SameKeyAtOnce_MakesOne()
    {
        var (store, key) = (Open(), new IdempotencyKey("owner", "key", "hash"));
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => store.CreateAsync(SampleMigration.Of($"at-once-{i}") with { SiteName = "one" }, key, default))));

        Assert.Single(all.Select(migration => migration.Id).Distinct());
    }

    [Fact]
    public async Task Key_OfAnotherRequest_Throws()
    {
        var store = Open();
        await store.CreateAsync(SampleMigration.Of("k"), new("owner", "key", "hash"), default);

        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => store.FindByKeyAsync(new("owner", "key", "other"), default));
        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => store.CreateAsync(SampleMigration.Of("k3"), new("owner", "key", "other"), default));
    }

    [Fact]
    public async Task Key_OfAnotherOwnerOrAnotherKey_IsUnused()
    {
        var store = Open();
        await store.CreateAsync(SampleMigration.Of("k"), new("owner", "key", "hash"), default);

        Assert.Null(await store.FindByKeyAsync(new("another", "key", "hash"), default));
        Assert.Null(await store.FindByKeyAsync(new("owner", "KEY", "hash"), default));
    }

    [Fact]
    public async Task Key_WhoseNameWasTaken_StaysUnused()
    {
        var (store, key) = (Open(), new IdempotencyKey("owner", "key", "hash"));
        await store.CreateAsync(SampleMigration.Of("t1") with { SiteName = "taken" }, null, default);
        await Assert.ThrowsAsync<SiteNameTakenException>(() => store.CreateAsync(SampleMigration.Of("t2") with { SiteName = "taken" }, key, default));

        Assert.Null(await store.FindByKeyAsync(key, default));
    }

    [Fact]
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

    [Fact]
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

    [Fact]
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

    [Theory]
    [InlineData("SITE-T", "t1 t2")]
    [InlineData("old.EXAMPLE", "t1")]
    [InlineData("/blog", "t2")]
    [InlineData("%", "")]
    [InlineData("_", "")]
    [InlineData("'", "")]
    [InlineData("nothing", "")]
    public async Task List_ByText_GivesThoseWhoseNameOrSourceHoldsIt(string text, string ids)
    {
        var store = Open();
        await store.CreateAsync(SampleMigration.Of("t1", at: Now), null, default);
        await store.CreateAsync(SampleMigration.Of("t2", at: Now) with { SourceUrl = new Uri("https://second.test/Blog") }, null, default);
        await store.CreateAsync(SampleMigration.Of("t3", owner: "another"), null, default);

        Assert.Equal(ids, string.Join(' ', (await store.ListAsync(Own with { Text = text }, default)).Items.Select(m => m.Id)));
    }

    [Fact]
    public async Task ListActive_GivesThoseThatTheSweepLooksAt()
    {
        var store = Open();
        foreach (var phase in Enum.GetValues<MigrationPhase>())
            await store.CreateAsync(SampleMigration.Of(phase.ToString(), phase), null, default);
        await store.CreateAsync(SampleMigration.Of("to-retry", MigrationPhase.Failed) with { RetryAt = Now }, null, default);
        var active = new List<string>();
        await foreach (var id in store.ListActiveAsync(default))
            active.Add(id);

        string[] expected = ["to-retry", .. Enum.GetValues<MigrationPhase>().Where(phase => !phase.IsEnded()).Select(phase => phase.ToString())];
        Assert.Equal(expected.Order(StringComparer.Ordinal), active.Order(StringComparer.Ordinal));
    }

    [Fact]
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
        Assert.Equal(("c", "t"), (whole.Verification!.Code.Commit, whole.Verification.Database.Tables.Single().Name));
        Assert.Equal(5, again.Inspection!.Entries);
        Assert.Null(again.Verification);
    }

    [Fact]
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
