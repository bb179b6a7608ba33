using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Plugin;

namespace Pantheon.Functions.Tests.Plugin.Http;

public sealed class ReceiveCallbackTests(PluginFixture fixture) : IClassFixture<PluginFixture>
{
    private readonly PantheonHost host = fixture.Host;

    [Fact]
    public async Task Callback_Valid_IsAcceptedThenKnown()
    {
        var (id, peer) = await host.BeginWithPluginAsync("valid");
        var callback = peer.Sign("migration.progress", new { siteName = peer.SiteName, done = 5, total = 9, unit = "tables" });
        using var first = await peer.SendAsync(callback);
        using var second = await peer.SendAsync(callback);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal("accepted", (string?)(await first.JsonAsync())["status"]);
        Assert.Equal("known", (string?)(await second.JsonAsync())["status"]);
        var moved = await host.UntilAsync(id, m => m.Progress is not null);
        Assert.Equal(new MigrationProgress(5, 9, "tables"), moved.Progress);
    }

    [Fact]
    public async Task Callback_SameIdOtherBody_IsRefused()
    {
        var (_, peer) = await host.BeginWithPluginAsync("reused");
        using var first = await peer.SendAsync(peer.Sign("migration.progress", new { siteName = "reused", done = 1 }, id: "msg_1"));
        using var other = await peer.SendAsync(peer.Sign("migration.progress", new { siteName = "reused", done = 2 }, id: "msg_1"));

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "webhook.idReused"), (other.StatusCode, await other.CodeOfAsync()));
    }

    [Fact]
    public async Task Callback_SameIdOfTwoSites_IsNewForEach()
    {
        var (_, one) = await host.BeginWithPluginAsync("id-one");
        var (_, two) = await host.BeginWithPluginAsync("id-two");
        using var first = await one.SendAsync(one.Sign("migration.started", new { siteName = "id-one" }, id: "msg_same"));
        using var second = await two.SendAsync(two.Sign("migration.started", new { siteName = "id-two" }, id: "msg_same"));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public async Task Callback_OldOrFuture_IsRefused(int seconds)
    {
        var (_, peer) = await host.BeginWithPluginAsync($"time{seconds}".Replace('-', 'x'));
        using var response = await peer.SendAsync(
            peer.Sign("migration.started", new { siteName = peer.SiteName }, at: TimeProvider.System.GetUtcNow().AddSeconds(seconds + (seconds > 0 ? 10 : 0))));

        Assert.Equal((HttpStatusCode.Unauthorized, "webhook.timestamp"), (response.StatusCode, await response.CodeOfAsync()));
    }

    [Theory]
    [InlineData("signature", "webhook.signature", 401)]
    [InlineData("body", "webhook.signature", 401)]
    [InlineData("no id", "webhook.headers", 400)]
    [InlineData("no timestamp", "webhook.headers", 400)]
    [InlineData("no signature", "webhook.headers", 400)]
    [InlineData("no token", "webhook.unauthorized", 401)]
    [InlineData("wrong token", "webhook.unauthorized", 401)]
    [InlineData("typo in the token", "webhook.unauthorized", 401)]
    [InlineData("the owner's key", "webhook.unauthorized", 401)]
    public async Task Callback_OnePartWrong_IsRefusedAndNotKept(string part, string code, int status)
    {
        var (id, peer) = await host.BeginWithPluginAsync("part-" + part.Replace(' ', '-').Replace("'", string.Empty));
        var good = peer.Sign("migration.started", new { siteName = peer.SiteName });
        using var response = await peer.SendAsync(part switch
        {
            "signature" => good with { Signature = SignedCallback.Sign("a secret that is not ours", good.Id!, good.Timestamp!, good.Body) },
            "body" => good with { Body = [.. good.Body, (byte)' '] },
            "no id" => good with { Id = null },
            "no timestamp" => good with { Timestamp = null },
            "no signature" => good with { Signature = null },
            "no token" => good with { Token = null },
            "wrong token" => good with { Token = MachineToken.Create().Text },
            "typo in the token" => good with { Token = peer.Token[..^1] + (peer.Token[^1] == 'a' ? 'b' : 'a') },
            _ => good with { Token = PantheonHost.Key },
        });

        Assert.Equal((status, code), ((int)response.StatusCode, await response.CodeOfAsync()));
        Assert.Empty(await host.Services.GetRequiredService<ICallbackInbox>().ListUnreadAsync(id, default));
        Assert.Null((await host.Store.FindAsync(id, default))!.Progress);
    }

    [Fact]
    public async Task Callback_UnknownSiteAndWrongToken_AreTheSameRefusal()
    {
        var (_, peer) = await host.BeginWithPluginAsync("known-site");
        var (_, other) = await host.BeginWithPluginAsync("other-site");
        using var unknownSite = await peer.SendAsync(peer.Sign("migration.started", new { siteName = "nobodys-site" }));
        using var wrongToken = await peer.SendAsync(peer.Sign("migration.started", new { siteName = "known-site" }) with { Token = MachineToken.Create().Text });
        using var othersToken = await peer.SendAsync(peer.Sign("migration.started", new { siteName = "known-site" }) with { Token = other.Token });

        foreach (var response in new[] { unknownSite, wrongToken, othersToken })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
            Assert.Equal(await unknownSite.Content.ReadAsStringAsync(), await response.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("nonsense", "request.json")]
    [InlineData("", "request.json")]
    [InlineData("null", "request.json")]
    [InlineData("[]", "request.json")]
    [InlineData("{\"type\":\"migration.started\",\"data\":{\"siteName\":\"bad-json\"}", "request.json")]
    [InlineData("{}", "type data")]
    [InlineData("{\"type\":5,\"data\":5}", "type data")]
    [InlineData("{\"type\":\"migration.exploded\",\"data\":{\"siteName\":\"bad-json\"}}", "type")]
    [InlineData("{\"type\":\"migration.started\",\"data\":{}}", "data.siteName")]
    [InlineData("{\"type\":\"migration.started\",\"data\":{\"siteName\":\"\\ud800\"}}", "data.siteName")]
    [InlineData("{\"type\":\"migration.progress\",\"data\":{\"siteName\":\"bad-json\"}}", "data.done")]
    [InlineData("{\"type\":\"migration.progress\",\"data\":{\"siteName\":\"bad-json\",\"done\":-1}}", "data.done")]
    [InlineData("{\"type\":\"migration.progress\",\"data\":{\"siteName\":\"bad-json\",\"done\":1.5}}", "data.done")]
    [InlineData("{\"type\":\"migration.progress\",\"data\":{\"siteName\":\"bad-json\",\"done\":\"1\"}}", "data.done")]
    [InlineData("{\"type\":\"migration.progress\",\"data\":{\"siteName\":\"bad-json\",\"done\":99999999999999999999}}", "data.done")]
    [InlineData("{\"type\":\"migration.archiveReady\",\"data\":{\"siteName\":\"bad-json\"}}", "data.archiveUrl")]
    [InlineData("{\"type\":\"migration.archiveReady\",\"data\":{\"siteName\":\"bad-json\",\"archiveUrl\":\"file:///etc/passwd\"}}", "data.archiveUrl")]
    [InlineData("{\"type\":\"migration.archiveReady\",\"data\":{\"siteName\":\"bad-json\",\"archiveUrl\":\"https://a.example\",\"sha256\":\"ab\"}}", "data.sha256")]
    [InlineData("{\"type\":\"migration.archiveReady\",\"data\":{\"siteName\":\"bad-json\",\"archiveUrl\":\"https://a.example\",\"sha256\":5}}", "data.sha256")]
    public async Task Callback_GoodSignatureOnABadBody_IsRefusedByField(string body, string wrong)
    {
        var peer = host.Peer("bad-json", MachineToken.Create().Text);
        using var response = await peer.SendAsync(peer.Sign(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var code = await response.CodeOfAsync();
        Assert.Equal(wrong, code == "request.json" ? code : string.Join(' ', (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key)));
    }

    [Fact]
    public async Task Callback_Unicode_IsTakenAsItIs()
    {
        var (id, peer) = await host.BeginWithPluginAsync("unicode");
        using var response = await peer.SendAsync(peer.Sign("""{"type":"migration.failed","data":{"siteName":"unicode","code":"größe","message":"Zu groß 🐘 – 日本\u0007\n"}}"""));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var failed = await host.UntilAsync(id, MigrationPhase.Failed);
        Assert.Contains("Zu groß 🐘 – 日本 [größe]", failed.Failure!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false, HttpStatusCode.Accepted)]
    [InlineData(0, true, HttpStatusCode.Accepted)]
    [InlineData(1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Callback_BodyAroundTheLimit_IsTakenUpToIt(int beyond, bool isChunked, HttpStatusCode expected)
    {
        var (_, peer) = await host.BeginWithPluginAsync($"limit-{beyond}-{isChunked}");
        var callback = peer.Sign($$$"""{"type":"migration.started","data":{"siteName":"{{{peer.SiteName}}}"}}""".PadRight((64 * 1024) + beyond));
        using var response = await peer.SendAsync(callback, isChunked);

        Assert.Equal(expected, response.StatusCode);
        if (expected != HttpStatusCode.Accepted)
            Assert.Equal("request.tooLarge", await response.CodeOfAsync());
    }

    [Fact]
    public async Task Callback_OnceTheArchiveIsThere_IsRefusedButAKnownOneIsKnown()
    {
        await using var server = await ArchiveServer.StartAsync();
        var (id, peer) = await host.BeginWithPluginAsync("late");
        var ready = peer.Sign("migration.archiveReady", new { siteName = "late", archiveUrl = server.Serve("/late", Answer.Bytes([1, 2, 3]) with { StallAfter = 1 }) });
        using var first = await peer.SendAsync(ready);
        await host.UntilAsync(id, MigrationPhase.Copying);
        using var again = await peer.SendAsync(ready);
        using var late = await peer.ProgressAsync(1, 2, "bytes");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal((HttpStatusCode.Conflict, "migration.phase"), (late.StatusCode, await late.CodeOfAsync()));
        Assert.Contains("copying", (string?)(await late.JsonAsync())["title"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("revoked")]
    public async Task Callback_AfterTheTokensEnd_IsRefusedButAKnownOneIsKnown(string how)
    {
        var (id, peer) = await host.BeginWithPluginAsync(how);
        var known = peer.Sign("migration.progress", new { siteName = how, done = 1, total = 2, unit = "files" });
        (await peer.SendAsync(known)).Dispose();
        var changed = peer.Sign("migration.progress", new { siteName = how, done = 2, total = 2, unit = "files" }, known.Id);
        using var end = how == "cancelled"
            ? await host.PostAsync($"/api/migrations/{id}/cancel", string.Empty)
            : await host.Http.DeleteAsync($"/api/migrations/{id}/machine-token");
        using var again = await peer.SendAsync(known);
        using var reused = await peer.SendAsync(changed);
        using var response = await peer.StartedAsync();

        Assert.True(end.IsSuccessStatusCode);
        Assert.Equal((HttpStatusCode.OK, "known"), (again.StatusCode, (string?)(await again.JsonAsync())["status"]));
        Assert.Equal(HttpStatusCode.Unauthorized, reused.StatusCode);
        Assert.Equal((HttpStatusCode.Unauthorized, "webhook.unauthorized"), (response.StatusCode, await response.CodeOfAsync()));
    }

    [Fact]
    public async Task Callback_AfterTheEndWithATokenThatIsStillThere_IsRefused()
    {
        var (id, peer) = await host.BeginWithPluginAsync("over");
        await host.Store.ChangeAsync(id, m => m with { Phase = MigrationPhase.Succeeded }, default);
        using var response = await peer.StartedAsync();

        Assert.Equal((HttpStatusCode.Conflict, "migration.phase"), (response.StatusCode, await response.CodeOfAsync()));
    }

    [Fact]
    public async Task Callback_TwoAtOnce_BothCount()
    {
        var (id, peer) = await host.BeginWithPluginAsync("two-at-once");
        var answers = await Task.WhenAll(peer.ProgressAsync(7, 7, "tables"), peer.StartedAsync());
        await host.UntilAsync(id, m => m.Progress?.Done == 7);
        await Poll.UntilAsync(async token => (await host.Store.GetLogAsync(id, token)).Any(line => line.Text == "The plugin has started on the old site"));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        Assert.Equal(7, (await host.Store.FindAsync(id, default))!.Progress!.Done);
    }
}
