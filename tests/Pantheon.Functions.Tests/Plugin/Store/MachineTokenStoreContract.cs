using Pantheon.Functions.Plugin;
using Pantheon.Functions.Tests.Archives;

namespace Pantheon.Functions.Tests.Plugin.Store;

/// <summary>What every implementation of <see cref="IMachineTokenStore"/> does. A subclass gives one that is empty.</summary>
public abstract class MachineTokenStoreContract
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, 7, TimeSpan.Zero);

    /// <summary>The store; the same one, with what it keeps, in place of an earlier one where it is asked again.</summary>
    protected abstract IMachineTokenStore Open();

    [ContractFact]
    public async Task Replace_ThenFind_GivesAllThatWasKept()
    {
        var token = Token("m", 1) with { Sealed = "sealed", SealedUntil = Now.AddHours(1), LastUsedAt = Now.AddTicks(1), LastUsedFrom = "::1", Uses = 3 };
        await Open().ReplaceAsync(token, default);

        Assert.Equal(token, await Open().FindAsync("m", default));
        Assert.Equal(token, await Open().FindByHashAsync(token.Hash, default));
    }

    [ContractFact]
    public async Task Find_Unknown_IsNull()
    {
        Assert.Null(await Open().FindAsync("unknown", default));
        Assert.Null(await Open().FindByHashAsync(Token("m", 1).Hash, default));
    }

    [ContractFact]
    public async Task Find_IdOrHashInAnotherCase_IsNull()
    {
        var (store, token) = (Open(), Token("m", 1));
        await store.ReplaceAsync(token, default);

        Assert.Null(await store.FindAsync("M", default));
        Assert.Null(await store.FindByHashAsync(token.Hash.ToUpperInvariant(), default));
    }

    [ContractFact]
    public async Task Replace_OneThatIsThere_ForgetsIt()
    {
        var store = Open();
        await store.ReplaceAsync(Token("m", 1) with { Sealed = "first", SealedUntil = Now, Uses = 5 }, default);
        await store.ReplaceAsync(Token("m", 2), default);

        Assert.Null(await store.FindByHashAsync(Token("m", 1).Hash, default));
        Assert.Equal(Token("m", 2), await store.FindAsync("m", default));
    }

    [ContractFact]
    public async Task Replace_OfOneMigration_LeavesTheOthers()
    {
        var store = Open();
        await store.ReplaceAsync(Token("m", 1), default);
        await store.ReplaceAsync(Token("other", 2), default);
        await store.ReplaceAsync(Token("m", 3), default);

        Assert.Equal(Token("other", 2), await store.FindByHashAsync(Token("other", 2).Hash, default));
    }

    [ContractFact]
    public async Task TryAdd_None_IsKept()
    {
        var store = Open();

        Assert.True(await store.TryAddAsync(Token("m", 1) with { Sealed = "s", SealedUntil = Now }, default));
        Assert.Equal("s", (await store.FindAsync("m", default))!.Sealed);
    }

    [ContractFact]
    public async Task TryAdd_OneThatIsGood_StaysAsItIs()
    {
        var store = Open();
        await store.ReplaceAsync(Token("m", 1), default);

        Assert.False(await store.TryAddAsync(Token("m", 2) with { Sealed = "s", SealedUntil = Now }, default));
        Assert.Equal(Token("m", 1), await store.FindAsync("m", default));
        Assert.Null(await store.FindByHashAsync(Token("m", 2).Hash, default));
    }

    [ContractFact]
    public async Task TryAdd_OneThatHasEnded_IsReplaced()
    {
        var store = Open();
        await store.ReplaceAsync(Token("m", 1) with { ExpiresAt = Now }, default);

        Assert.True(await store.TryAddAsync(Token("m", 2), default));
        Assert.Equal(Token("m", 2), await store.FindAsync("m", default));
        Assert.Null(await store.FindByHashAsync(Token("m", 1).Hash, default));
    }

    [ContractFact]
    public async Task TryAdd_ManyAtOnce_OneIsKept()
    {
        var store = Open();
        var kept = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => store.TryAddAsync(Token("m", i), default))));

        Assert.Single(kept, isKept => isKept);
    }

    [ContractFact]
    public async Task TakeSealed_ManyAtOnce_OneGetsIt()
    {
        var store = Open();
        await store.ReplaceAsync(Token("m", 1) with { Sealed = "sealed", SealedUntil = Now }, default);
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => store.TakeSealedAsync("m", default))));

        Assert.Equal("sealed", Assert.Single(taken, one => one is not null));
        Assert.Equal(Token("m", 1), await store.FindAsync("m", default));
    }

    [ContractFact]
    public async Task TakeSealed_NoneOrUnknown_IsNull()
    {
        var store = Open();
        await store.ReplaceAsync(Token("m", 1), default);

        Assert.Null(await store.TakeSealedAsync("m", default));
        Assert.Null(await store.TakeSealedAsync("unknown", default));
    }

    [ContractFact]
    public async Task CountUse_ManyAtOnce_LosesNone()
    {
        var (store, hash) = (Open(), Token("m", 1).Hash);
        await store.ReplaceAsync(Token("m", 1), default);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => store.CountUseAsync(hash, Now.AddMinutes(1), "192.0.2.1", default))));

        Assert.Equal(
            Token("m", 1) with { Uses = 20, LastUsedAt = Now.AddMinutes(1), LastUsedFrom = "192.0.2.1" }, await store.FindAsync("m", default));
    }

    [ContractFact]
    public async Task CountUse_OfOneThatIsGone_BringsNothingBack()
    {
        var store = Open();
        await store.CountUseAsync(Token("m", 1).Hash, Now, null, default);

        Assert.Null(await store.FindAsync("m", default));
    }

    [ContractFact]
    public async Task End_Token_ExpiresOnceAndLosesItsSealedCopy()
    {
        var store = Open();
        await store.ReplaceAsync(Token("m", 1) with { Sealed = "sealed", SealedUntil = Now.AddHours(1) }, default);
        await store.ReplaceAsync(Token("other", 2), default);

        Assert.True(await store.EndAsync("m", Now.AddDays(1), default));
        Assert.False(await store.EndAsync("m", Now.AddDays(2), default));
        Assert.False(await store.EndAsync("unknown", Now, default));
        Assert.Equal(Token("m", 1) with { ExpiresAt = Now.AddDays(1) }, await store.FindByHashAsync(Token("m", 1).Hash, default));
        Assert.Equal(Token("other", 2), await store.FindAsync("other", default));
    }

    [ContractFact]
    public async Task TryAdd_AfterTheEndOfTheOneBefore_KeepsTheNewOne()
    {
        var store = Open();
        await store.ReplaceAsync(Token("m", 1), default);
        await store.EndAsync("m", Now, default);

        Assert.True(await store.TryAddAsync(Token("m", 2), default));
        Assert.Equal(Token("m", 2), await store.FindAsync("m", default));
        Assert.Null(await store.FindByHashAsync(Token("m", 1).Hash, default));
    }

    [ContractFact]
    public async Task DestroySealed_AtATime_DestroysThoseWhoseTimeIsOver()
    {
        var store = Open();
        await store.ReplaceAsync(Token("over", 1) with { Sealed = "s", SealedUntil = Now }, default);
        await store.ReplaceAsync(Token("not-over", 2) with { Sealed = "s", SealedUntil = Now.AddTicks(1) }, default);
        await store.DestroySealedAsync(Now, default);

        Assert.Equal(Token("over", 1), await store.FindAsync("over", default));
        Assert.Equal("s", (await store.FindAsync("not-over", default))!.Sealed);
    }

    private static IssuedToken Token(string migrationId, int number) =>
        new(migrationId, $"site-{migrationId}", $"{number:x60}face", Now, Now.AddDays(30));
}
