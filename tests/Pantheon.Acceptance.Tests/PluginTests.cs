using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pantheon.Acceptance.Tests;

/// <summary>The way of a WordPress site by its plugin, over HTTP.</summary>
public sealed partial class PluginTests
{
    private const string Secret = "whsec_dGhlLXNlY3JldC1vZi10aGUtYWNjZXB0YW5jZS10ZXN0cw==";

    [WordPressFact]
    public async Task Migrate_ByThePlugin_FromTheTokenToTheEmail()
    {
        var site = await WordPressSite.Shared;
        await using var archives = await ArchiveServer.StartAsync();
        await using var issuer = await OpenIdIssuer.StartAsync();
        await using var service = await Service.StartAsync([.. issuer.Settings.Select(setting => $"--{setting}"), $"--BlogVault:WebhookSecrets:0={Secret}"]);
        using var anybody = new HttpClient { BaseAddress = service.Http.BaseAddress };

        // The wizard: somebody who signed in an hour ago.
        service.SignIn(issuer.Token("owner", ("auth_time", TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeSeconds())));
        var id = await service.Migrations.CreateAsync("wordpress", "by-plugin");
        await service.Migrations.WaitForPhaseAsync(id, "awaitingPlugin");
        Assert.Equal(
            "https://old.example.com/wp-admin/plugin-install.php?s=bv-pantheon-migration&tab=search&type=term",
            (await service.Migrations.GetAsync(id)).GetProperty("pluginInstallUrl").GetString());

        // The token is shown after another sign-in only.
        using var refused = await service.Http.PostAsync(new Uri($"/api/migrations/{id}/machine-token", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("insufficient_user_authentication", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        service.SignIn(issuer.Token("owner"));
        using var shown = await service.Http.PostAsync(new Uri($"/api/migrations/{id}/machine-token", UriKind.Relative), null);
        var token = (await shown.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;

        // The plugin: its form, then BlogVault's callbacks.
        var peer = new BlogVaultPeer(anybody, Secret, "by-plugin", token, TimeProvider.System);
        using var form = await peer.SubmitAsync(peer.Form() with { SiteName = "http://dev-by-plugin.pantheon.io" });
        var page = await form.Content.ReadAsStringAsync();
        Assert.True(form.StatusCode == HttpStatusCode.OK, page);
        using var progress = await peer.ProgressAsync(3, 12, "tables");
        Assert.Equal(HttpStatusCode.Accepted, progress.StatusCode);
        await Poll.UntilAsync(async _ => (await service.Migrations.GetAsync(id)).GetProperty("progress") is { ValueKind: JsonValueKind.Object } now && now.GetProperty("done").GetInt64() == 3);
        Assert.Contains("3 of 12 tables", await anybody.GetStringAsync(new Uri(Next().Match(page).Groups["url"].Value, UriKind.Relative)), StringComparison.Ordinal);
        using var ready = await peer.ArchiveReadyAsync(archives.Serve("/site.tar.gz", Answer.File(site.ArchivePath)));
        Assert.Equal(HttpStatusCode.Accepted, ready.StatusCode);

        // Copied, inspected, imported, verified; told by email; and the token is worth nothing any more.
        await service.Migrations.WaitForEndAsync(id, "succeeded");
        var report = await service.Migrations.GetReportAsync(id);
        Assert.True(report.GetProperty("verification").GetProperty("ok").GetBoolean());
        Assert.Equal(site.Tables.Count, report.GetProperty("verification").GetProperty("database").GetProperty("tables").GetArrayLength());
        Assert.Contains("the migration is complete", await anybody.GetStringAsync(new Uri(Next().Match(page).Groups["url"].Value, UriKind.Relative)), StringComparison.Ordinal);
        var email = Path.Combine(service.DataDirectory, "outbox", $"{id}-completed.eml");
        await Poll.UntilAsync(() => File.Exists(email));
        using var late = await peer.ProgressAsync(12, 12, "tables");
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [GeneratedRegex(" data-next=\"(?<url>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Next();
}
