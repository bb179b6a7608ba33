using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Plugin.Store;
using Pantheon.Functions.Storage;
using Pantheon.Functions.Tests.Migrations;

namespace Pantheon.Functions.Tests.Plugin;

public sealed class MachineTokensTests : IDisposable
{
    private static readonly Pantheon.Functions.Migrations.Migration Migration = SampleMigration.Of("m");

    private readonly FakeTimeProvider time = new(SampleMigration.Now);
    private readonly ScratchDirectory scratch = ScratchDirectory.Create("tokens");
    private readonly SqliteMachineTokenStore store;
    private readonly MachineTokens tokens;

    public MachineTokensTests()
    {
        store = new(new AppDatabase(Options.Create(new AppOptions { DataDirectory = scratch.Path })));
        tokens = new(store, new EphemeralDataProtectionProvider(), time);
    }

    public void Dispose()
    {
        using (var pooled = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = scratch.Combine("pantheon.db"), DefaultTimeout = 60 }.ToString()))
            SqliteConnection.ClearPool(pooled);
        scratch.Dispose();
    }

    [Fact]
    public async Task Show_Issued_IsTheSealedOneAndItsCopyIsGone()
    {
        await tokens.IssueSealedAsync(Migration, default);
        var issued = (await store.FindAsync("m", default))!;
        var shown = await tokens.ShowAsync(Migration, default);
        var kept = (await store.FindAsync("m", default))!;

        Assert.Equal(issued.Hash, MachineToken.TryParse(shown.Token)!.Hash);
        Assert.Equal((time.GetUtcNow().AddDays(30), time.GetUtcNow().AddDays(30)), (issued.ExpiresAt, shown.ExpiresAt));
        Assert.DoesNotContain(shown.Token, issued.Sealed, StringComparison.Ordinal);
        Assert.Equal((null, null), (kept.Sealed, kept.SealedUntil));
    }

    [Fact]
    public async Task IssueSealed_Twice_IssuesOne()
    {
        await tokens.IssueSealedAsync(Migration, default);
        var first = await store.FindAsync("m", default);
        await tokens.IssueSealedAsync(Migration, default);

        Assert.Equal(first, await store.FindAsync("m", default));
    }

    [Fact]
    public async Task IssueSealed_AfterOneWasShown_LeavesThatOne()
    {
        var shown = await tokens.ShowAsync(Migration, default);
        await tokens.IssueSealedAsync(Migration, default);

        Assert.NotNull(await UseAsync(shown.Token, Migration.SiteName));
    }

    [Fact]
    public async Task Show_Again_ReplacesAndRevokesTheFirst()
    {
        await tokens.IssueSealedAsync(Migration, default);
        var first = await tokens.ShowAsync(Migration, default);
        var second = await tokens.ShowAsync(Migration, default);

        Assert.NotEqual(first.Token, second.Token);
        Assert.Null(await UseAsync(first.Token, Migration.SiteName));
        Assert.NotNull(await UseAsync(second.Token, Migration.SiteName));
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public async Task Show_LaterThanAnHour_IsANewOne(int minutes, bool isTheSealedOne)
    {
        await tokens.IssueSealedAsync(Migration, default);
        var issued = (await store.FindAsync("m", default))!.Hash;
        time.Advance(TimeSpan.FromMinutes(minutes));

        var shown = await tokens.ShowAsync(Migration, default);

        Assert.Equal(isTheSealedOne, MachineToken.TryParse(shown.Token)!.Hash == issued);
        Assert.Null((await store.FindAsync("m", default))!.Sealed);
    }

    [Fact]
    public async Task Show_SealedWithAKeyThatIsGone_IsANewOne()
    {
        await tokens.IssueSealedAsync(Migration, default);

        var shown = await new MachineTokens(store, new EphemeralDataProtectionProvider(), time).ShowAsync(Migration, default);

        Assert.NotNull(await UseAsync(shown.Token, Migration.SiteName));
    }

    [Fact]
    public async Task Use_RightTokenAndSite_CountsTheUse()
    {
        var token = (await tokens.ShowAsync(Migration, default)).Token;
        await UseAsync(token, Migration.SiteName, "192.0.2.1");
        time.Advance(TimeSpan.FromDays(29));
        var found = await UseAsync($" {token} ", Migration.SiteName.ToUpperInvariant(), "192.0.2.2");
        var kept = (await store.FindAsync("m", default))!;

        Assert.Equal("m", found!.MigrationId);
        Assert.Equal((2, time.GetUtcNow(), "192.0.2.2"), (kept.Uses, kept.LastUsedAt, kept.LastUsedFrom));
    }

    [Fact]
    public async Task Use_AfterThirtyDays_IsRefusedThoughItIsKnownWhoseItIs()
    {
        var token = (await tokens.ShowAsync(Migration, default)).Token;
        time.Advance(TimeSpan.FromDays(30));

        Assert.Null(await UseAsync(token, Migration.SiteName));
        Assert.Equal("m", (await tokens.IdentifyAsync(token, Migration.SiteName, default))!.MigrationId);
        Assert.Equal(0, (await store.FindAsync("m", default))!.Uses);
    }

    [Fact]
    public async Task Use_AnythingElse_IsNullAndCountsNothing()
    {
        var token = (await tokens.ShowAsync(Migration, default)).Token;
        var foreign = (await tokens.ShowAsync(SampleMigration.Of("other"), default)).Token;

        Assert.Null(await UseAsync(token, "site-other"));
        Assert.Null(await UseAsync(foreign, Migration.SiteName));
        Assert.Null(await UseAsync(MachineToken.Create().Text, Migration.SiteName));
        Assert.Null(await UseAsync(token[..^1], Migration.SiteName));
        Assert.Null(await UseAsync(token, null));
        Assert.Null(await UseAsync(null, Migration.SiteName));
        Assert.Equal((0, 0), ((await store.FindAsync("m", default))!.Uses, (await store.FindAsync("other", default))!.Uses));
    }

    [Fact]
    public async Task Revoke_Always_MakesTheTokenWorthless()
    {
        var token = (await tokens.ShowAsync(Migration, default)).Token;

        Assert.True(await tokens.RevokeAsync("m", default));
        Assert.False(await tokens.RevokeAsync("m", default));
        Assert.Null(await UseAsync(token, Migration.SiteName));
    }

    [Fact]
    public async Task DestroySealed_AfterAnHour_LeavesTheTokenWithoutItsCopy()
    {
        await tokens.IssueSealedAsync(Migration, default);
        time.Advance(TimeSpan.FromHours(1));
        await tokens.DestroySealedAsync(default);

        Assert.Null((await store.FindAsync("m", default))!.Sealed);
    }

    // As the form and the callbacks do.
    private async Task<IssuedToken?> UseAsync(string? text, string? siteName, string? address = null) =>
        await tokens.IdentifyAsync(text, siteName, default) is { } token && await tokens.UseAsync(token, address, default) ? token : null;
}
