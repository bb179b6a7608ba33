using System.Net;
using System.Text.RegularExpressions;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Plugin.Http;

public sealed partial class SubmitPluginFormTests(PluginFixture fixture) : IClassFixture<PluginFixture>
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
        var page = await PageAsync(response, HttpStatusCode.OK);

        Assert.Contains($"The site name <code>{name}</code> is right.", page, StringComparison.Ordinal);
        Assert.Contains("The machine token is right.", page, StringComparison.Ordinal);
        Assert.Contains("Next the plugin sends the site", page, StringComparison.Ordinal);
        Assert.Contains("email", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"warning\"", page, StringComparison.Ordinal);
        Assert.StartsWith("/home/migrate/", RefreshOf(page), StringComparison.Ordinal);
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

        await PageAsync(second, HttpStatusCode.OK);
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
        var page = await PageAsync(response, HttpStatusCode.OK);

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

        Assert.Contains("The migration takes no callback in phase importing.", await PageAsync(response, HttpStatusCode.Conflict), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_LongerThanTheLimit_IsRefused()
    {
        using var response = await host.Peer("form-long", MachineToken.Create().Text).SubmitAsync(new PluginFields { SiteName = new string('a', 64 * 1024), Token = "t" });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Progress_OfTheTicket_FollowsTheMigrationToItsEnd()
    {
        await using var server = await ArchiveServer.StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("form-progress");
        using var begun = await peer.SubmitAsync(peer.Form());
        var address = RefreshOf(await PageAsync(begun, HttpStatusCode.OK));
        await host.UntilAsync(id, m => m.Progress is not null);
        using var told = await peer.ProgressAsync(1234, 5678, "tables");
        await host.UntilAsync(id, m => m.Progress!.Done == 1234);
        var waiting = await ProgressAsync(address);
        using var ready = await peer.ArchiveReadyAsync(server.Serve("/p", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));
        await host.UntilAsync(id, MigrationPhase.Succeeded);
        var ended = await ProgressAsync(address);

        Assert.Contains("form-progress: the plugin is sending the site", waiting, StringComparison.Ordinal);
        Assert.Contains("1,234 of 5,678 tables", waiting, StringComparison.Ordinal);
        Assert.Equal(address, RefreshOf(waiting));
        Assert.Contains("form-progress: the migration is complete", ended, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv", ended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_Failed_SaysWhy()
    {
        var (id, peer) = await host.BeginWithPluginAsync("form-failed");
        using var begun = await peer.SubmitAsync(peer.Form());
        using var failed = await peer.FailedAsync("code", "<b>No room</b>");
        await host.UntilAsync(id, MigrationPhase.Failed);
        var page = await ProgressAsync(RefreshOf(await PageAsync(begun, HttpStatusCode.OK)));

        Assert.Contains("The plugin could not send the site", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;No room&lt;/b&gt;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("x%2F..%2Fy")]
    public async Task Progress_NoTicket_IsNotFound(string ticket)
    {
        using var anybody = host.ClientOf(null);
        using var response = await anybody.GetAsync($"/home/migrate/{ticket}");

        await PageAsync(response, HttpStatusCode.NotFound);
    }

    private async Task<string> RefusedAsync(PluginFields form, HttpStatusCode status, params string[] says)
    {
        using var response = await host.Peer(form.SiteName, form.Token).SubmitAsync(form);
        var page = await PageAsync(response, status);
        Assert.All(says, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.Contains("Nothing was changed.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv", page, StringComparison.Ordinal);
        return page;
    }

    private async Task<string> ProgressAsync(string address)
    {
        using var anybody = host.ClientOf(null);
        using var response = await anybody.GetAsync(address);
        return await PageAsync(response, HttpStatusCode.OK);
    }

    private static async Task<string> PageAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.DoesNotContain(PluginFields.Secret, page, StringComparison.Ordinal);
        Assert.DoesNotContain("pmt_0", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script|<style| style=| on[a-z]+=", page); // what the policy of contents forbids
        return page;
    }

    private static string RefreshOf(string page) => WebUtility.HtmlDecode(Refresh().Match(page).Groups["url"].Value);

    [GeneratedRegex("<meta http-equiv=\"refresh\" content=\"5;url=(?<url>[^\"]+)\">", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Refresh();
}
