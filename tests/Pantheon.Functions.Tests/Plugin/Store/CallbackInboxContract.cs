using Pantheon.Functions.Plugin;
using Pantheon.Functions.Tests.Archives;

namespace Pantheon.Functions.Tests.Plugin.Store;

/// <summary>What every implementation of <see cref="ICallbackInbox"/> does. A subclass gives one that is empty.</summary>
public abstract class CallbackInboxContract
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, 7, TimeSpan.Zero);

    /// <summary>The inbox; the same one, with what it keeps, in place of an earlier one where it is asked again.</summary>
    protected abstract ICallbackInbox Open();

    [ContractFact]
    public async Task Add_ThenList_GivesAllThatWasKept()
    {
        var callback = Of("m", "id") with
        {
            Type = CallbackType.ArchiveReady,
            Data = new CallbackData
            {
                SiteName = "日本 \"site\"",
                SourceUrl = "https://old.example.com/ü",
                Done = 1,
                Total = long.MaxValue,
                Unit = "bytes",
                ArchiveUrl = new Uri("https://a.example.com/x?sig=1&b=%2F"),
                Sha256 = "ab",
                Code = "c",
                Message = "m",
            },
        };

        Assert.Equal(InboxOutcome.New, await Open().AddAsync(callback, default));
        var kept = Assert.Single(await Open().ListUnreadAsync("m", default));
        Assert.Equal(callback, kept);
        Assert.Equal("https://a.example.com/x?sig=1&b=%2F", kept.Data!.ArchiveUrl!.OriginalString);
    }

    [ContractFact]
    public async Task List_Many_IsInTheOrderInWhichTheyCameAndOfOneMigration()
    {
        var inbox = Open();
        foreach (var id in new[] { "z", "a", "m" })
            await inbox.AddAsync(Of("m", id), default);
        await inbox.AddAsync(Of("other", "b"), default);

        Assert.Equal(["z", "a", "m"], (await Open().ListUnreadAsync("m", default)).Select(callback => callback.Id));
        Assert.Empty(await inbox.ListUnreadAsync("unknown", default));
    }

    [ContractFact]
    public async Task Add_SameIdAndBody_IsKnown()
    {
        var inbox = Open();
        await inbox.AddAsync(Of("m", "id"), default);

        Assert.Equal(InboxOutcome.Known, await inbox.AddAsync(Of("m", "id") with { ReceivedAt = Now.AddDays(1) }, default));
        Assert.Equal(Now, Assert.Single(await inbox.ListUnreadAsync("m", default)).ReceivedAt);
    }

    [ContractFact]
    public async Task Add_SameIdOtherBody_IsRefusedAndTheFirstStays()
    {
        var inbox = Open();
        await inbox.AddAsync(Of("m", "id"), default);

        Assert.Equal(InboxOutcome.OtherBody, await inbox.AddAsync(Of("m", "id") with { BodyHash = "other", Type = CallbackType.Failed }, default));
        Assert.Equal(CallbackType.Progress, Assert.Single(await inbox.ListUnreadAsync("m", default)).Type);
    }

    [ContractFact]
    public async Task Add_SameIdOfAnotherMigrationOrInAnotherCase_IsNew()
    {
        var inbox = Open();
        await inbox.AddAsync(Of("m", "id"), default);

        Assert.Equal(InboxOutcome.New, await inbox.AddAsync(Of("other", "id"), default));
        Assert.Equal(InboxOutcome.New, await inbox.AddAsync(Of("m", "ID"), default));
    }

    [ContractFact]
    public async Task Add_IdOfAnyVisibleCharacter_IsKept()
    {
        var (inbox, id) = (Open(), string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c)) + new string('/', 106));
        await inbox.AddAsync(Of("m", id), default);

        Assert.Equal(InboxOutcome.Known, await inbox.AddAsync(Of("m", id), default));
        Assert.Equal(id, Assert.Single(await inbox.ListUnreadAsync("m", default)).Id);
    }

    [ContractFact]
    public async Task Add_ManyAtOnce_EachIdIsNewOnce()
    {
        var inbox = Open();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => inbox.AddAsync(Of("m", $"{i % 8}"), default))));

        Assert.Equal(8, outcomes.Count(outcome => outcome == InboxOutcome.New));
        Assert.Equal(32, outcomes.Count(outcome => outcome == InboxOutcome.Known));
        Assert.Equal(8, (await inbox.ListUnreadAsync("m", default)).Count);
    }

    [ContractFact]
    public async Task Look_TellsWhatWouldBecomeOfItAndKeepsNothing()
    {
        var inbox = Open();
        var before = await inbox.LookAsync(Of("m", "id"), default);
        var hadUnread = await inbox.HasUnreadAsync("m", default);
        await inbox.AddAsync(Of("m", "id"), default);

        Assert.Equal((InboxOutcome.New, false), (before, hadUnread));
        Assert.Equal(InboxOutcome.Known, await inbox.LookAsync(Of("m", "id"), default));
        Assert.Equal(InboxOutcome.OtherBody, await inbox.LookAsync(Of("m", "id") with { BodyHash = "other" }, default));
    }

    [ContractFact]
    public async Task MarkRead_One_LeavesTheOthersAndStaysKnown()
    {
        var inbox = Open();
        foreach (var id in new[] { "one", "two" })
            await inbox.AddAsync(Of("m", id), default);
        await inbox.MarkReadAsync(Of("m", "one"), default);
        await inbox.MarkReadAsync(Of("m", "one"), default);

        Assert.Equal(["two"], (await Open().ListUnreadAsync("m", default)).Select(callback => callback.Id));
        Assert.Equal(InboxOutcome.Known, await inbox.AddAsync(Of("m", "one"), default));
        Assert.Equal(InboxOutcome.OtherBody, await inbox.LookAsync(Of("m", "one") with { BodyHash = "other" }, default));
        Assert.Single(await inbox.ListUnreadAsync("m", default));
    }

    [ContractFact]
    public async Task HasUnread_UntilAllAreRead_IsTrue()
    {
        var inbox = Open();
        await inbox.AddAsync(Of("m", "one"), default);

        Assert.True(await inbox.HasUnreadAsync("m", default));
        Assert.False(await inbox.HasUnreadAsync("other", default));
        await inbox.MarkReadAsync(Of("m", "one"), default);
        Assert.False(await Open().HasUnreadAsync("m", default));
    }

    private static Callback Of(string migrationId, string id) =>
        new(migrationId, id, "hash", CallbackType.Progress, new CallbackData { SiteName = "site", Done = 1, Unit = "bytes" }, Now);
}
