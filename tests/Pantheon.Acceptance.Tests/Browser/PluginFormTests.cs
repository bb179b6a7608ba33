using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>The pages that the real plugin's form leads to.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PluginFormTests(Chromium chromium, SharedService shared)
{
    private const string SiteName = "plugin-form";

    [ChromiumFact]
    public async Task Form_Sent_LeadsToAPageThatFollowsTheMigration()
    {
        var id = await shared.CreateAsync("wordpress", SiteName);
        using var answer = await shared.Service.Http.PostAsync(new Uri($"/api/migrations/{id}/machine-token", UriKind.Relative), null);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        await using var window = await chromium.OpenSignedOutAsync(shared.Service);
        await window.Page.Clock.InstallAsync();

        await window.Page.SetContentAsync(OldSitePlugin.Form(shared.Service, SiteName, token));
        await window.Button("Migrate").ClickAsync();
        await window.ExpectAsync(window.Heading("The migration has begun"));
        await window.Page.WaitForLoadStateAsync();
        await Poll.UntilAsync(async _ => (await shared.Service.Migrations.GetAsync(id)).GetProperty("progress").ValueKind == JsonValueKind.Object);
        await FollowAsync(window, "the plugin is sending the site");
        await new OldSitePlugin(shared.Service, SiteName, token).TellProgressAsync(3, 9);
        await Poll.UntilAsync(async _ => (await shared.Service.Migrations.GetAsync(id)).GetProperty("progress").GetProperty("done").GetInt32() == 3);
        await FollowAsync(window, "the plugin is sending the site");
        await window.ExpectAsync(window.Text("3 of 9 files"));
        await new OldSitePlugin(shared.Service, SiteName, token).GiveArchiveAsync(shared.Archives.Serve("/gone", Answer.Error(404)));
        await shared.Service.Migrations.WaitForEndAsync(id, "failed");
        await FollowAsync(window, "the migration failed");

        Assert.Contains("/home/migrate/", window.Page.Url, StringComparison.Ordinal);
        window.AssertQuiet();
    }

    // The page looks every five seconds of the browser's clock.
    private static async Task FollowAsync(DashboardWindow window, string said)
    {
        await window.Page.RunAndWaitForResponseAsync(
            () => window.Page.Clock.FastForwardAsync(5000), response => response.Url.Contains("/home/migrate/", StringComparison.Ordinal));
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync($"{SiteName}: {said}");
    }
}
