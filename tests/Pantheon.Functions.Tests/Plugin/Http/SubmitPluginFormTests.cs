using System.Net;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Plugin;

namespace Pantheon.Functions.Tests.Plugin.Http;

public sealed class SubmitPluginFormTests(PluginFixture fixture) : IClassFixture<PluginFixture>
{
    private readonly PantheonHost host = fixture.Host;

    [Theory]
    [InlineData("{0}")]
    [InlineData("http://dev-{0}.pantheon.io")]
    [InlineData("https://live-{0}.pantheonsite.io/")]
    public async Task Submit_RealFields_BeginsAndSaysWhatIsNext(string newUrl)
    {
        var name = $"form-{Guid.NewGuid():N}";
        var (id, peer) = await host.BeginWithPluginAsync(name);
        using var response = await peer.SubmitAsync(peer.Form() with { SiteName = string.Format(null, newUrl, name) });
        var page = await response.PageAsync(HttpStatusCode.OK);

        Assert.Contains($"The site name <code>{name}</code> is right.", page, StringComparison.Ordinal);
        Assert.Contains("The machine token is right.", page, StringComparison.Ordinal);
        Assert.Contains("Next the plugin sends the site", page, StringComparison.Ordinal);
        Assert.Contains("email", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"warning\"", page, StringComparison.Ordinal);
        Assert.StartsWith("/home/migrate/", PluginPage.NextOf(page), StringComparison.Ordinal);
        var moved = await host.UntilAsync(id, m => m.Progress is not null);
        Assert.Equal((MigrationPhase.AwaitingPlugin, new MigrationProgress(0, null, "steps")), (moved.Phase, moved.Progress));
    }

    [Fact]
    public async Task Submit_Twice_BeginsOnce()
    {
        var (id, peer) = await host.BeginWithPluginAsync("form-twice");
        using var first = await peer.SubmitAsync(peer.Form());
        await host.UntilAsync(id, m => m.Progress is not null);
        using var progress = await peer.ProgressAsync(5, 10, "tables");
        await host.UntilAsync(id, m => m.Progress!.Done == 5);
        using var second = await peer.SubmitAsync(peer.Form());

        await second.PageAsync(HttpStatusCode.OK);
        Assert.Equal(5, (await host.Store.FindAsync(id, default))!.Progress!.Done);
        Assert.Single((await host.Store.GetLogAsync(id, default)), line => line.Text == "The plugin has started on the old site");
    }

    [Theory]
    [InlineData("https://staging.example.com", true)]
    [InlineData("https://old.example.com/blog", true)]
    [InlineData("http://www.old.example.com/", false)]
    [InlineData("nonsense", false)]
    public async Task Submit_FromAnotherSite_BeginsWithAWarning(string source, bool isWarned)
    {
        var (_, peer) = await host.BeginWithPluginAsync($"form-{Guid.NewGuid():N}");
        using var response = await peer.SubmitAsync(peer.Form() with { SourceUrl = source });
        var page = await response.PageAsync(HttpStatusCode.OK);

        Assert.Equal(isWarned, page.Contains("class=\"warning\"", StringComparison.Ordinal));
        if (isWarned)
            Assert.Contains($"the plugin runs on {new Uri(source).AbsoluteUri}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_NoSiteName_NamesTheField()
    {
        var (_, peer) = await host.BeginWithPluginAsync("form-no-name");
        await RefusedAsync(peer.Form() with { SiteName = string.Empty }, HttpStatusCode.BadRequest, "Pantheon Site Name:", "It is empty.");
    }

    [Fact]
    public async Task Submit_NoToken_NamesTheField()
    {
        var (_, peer) = await host.BeginWithPluginAsync("form-no-token");
        await RefusedAsync(peer.Form() with { Token = string.Empty }, HttpStatusCode.BadRequest, "Machine Token:", "It is empty.");
    }

    [Fact]
    public async Task Submit_TypoInTheToken_IsToldAsOne()
    {
        var (_, peer) = await host.BeginWithPluginAsync("form-typo");
        await RefusedAsync(peer.Form() with { Token = peer.Token[..^1] }, HttpStatusCode.BadRequest, "Machine Token:", "It is not whole");
    }

    [Fact]
    public async Task Submit_UnknownSiteOrWrongToken_AreTheSameRefusal()
    {
        var (_, peer) = await host.BeginWithPluginAsync("form-known");
        var wrongToken = await RefusedAsync(peer.Form() with { Token = MachineToken.Create().Text }, HttpStatusCode.Unauthorized, "Machine Token:", "It is not the token of a site called");
        var unknownSite = await RefusedAsync(peer.Form() with { SiteName = "nobodys" }, HttpStatusCode.Unauthorized, "Machine Token:", "It is not the token of a site called");

        Assert.Equal(wrongToken, unknownSite.Replace("nobodys", "form-known", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Submit_MarkupInTheName_IsShownAsText()
    {
        var form = new PluginFields { SiteName = "<script>alert(1)</script>", Token = MachineToken.Create().Text };
        var page = await RefusedAsync(form, HttpStatusCode.Unauthorized, "&lt;script&gt;alert(1)", "Machine Token:");

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_OnceTheArchiveIsThere_SaysWhereItStands()
    {
        var (id, peer) = await host.BeginWithPluginAsync("form-late");
        await host.Store.ChangeAsync(id, m => m with { Phase = MigrationPhase.Importing, Done = [.. m.Done, Step.AwaitArchive] }, default);
        using var response = await peer.SubmitAsync(peer.Form());

        Assert.Contains("The migration takes no callback in phase importing.", await response.PageAsync(HttpStatusCode.Conflict), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_LongerThanTheLimit_IsRefused()
    {
        using var response = await host.Peer("form-long", MachineToken.Create().Text).SubmitAsync(new PluginFields { SiteName = new string('a', 64 * 1024), Token = "t" });

        Assert.Contains("The body is too long.", await response.PageAsync(HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
    }

    private async Task<string> RefusedAsync(PluginFields form, HttpStatusCode status, params string[] says)
    {
        using var response = await host.Peer(form.SiteName, form.Token).SubmitAsync(form);
        var page = await response.PageAsync(status);
        Assert.All(says, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.Contains("Nothing was changed.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv", page, StringComparison.Ordinal);
        return page;
    }
}
