using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class WordPressJourneyTests(Chromium chromium, SharedService shared)
{
    private const string SiteName = "wordpress-journey";

    [ChromiumWordPressFact]
    public async Task Journey_WithThePlugin_EndsOnTheSiteDashboard()
    {
        var site = await WordPressSite.Shared;
        await using var window = await chromium.OpenAsync(shared.Service, "#/new");
        await window.Field("Address of the current site").FillAsync("https://old.example.com");
        await window.Button("Continue").ClickAsync();
        await window.Choice("WordPress").CheckAsync();
        await window.Button("Continue").ClickAsync();
        await window.Field("Name of the new site").FillAsync(SiteName);
        await window.Button("Create Site").ClickAsync();
        await window.ExpectStateAsync("Waiting for the plugin");

        await window.Button("Generate Machine Token").ClickAsync();
        var token = await window.Page.Locator("main .token").TextContentAsync();
        await window.Page.Locator("li", new() { Has = window.Page.Locator(".token") }).GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await window.ExpectAsync(window.Button("Copied"));
        Assert.Equal(token, await window.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.Equal(
            "https://old.example.com/wp-admin/plugin-install.php?s=bv-pantheon-migration&tab=search&type=term",
            await window.Link("Install on /wp-admin").GetAttributeAsync("href"));

        var plugin = new OldSitePlugin(shared.Service, SiteName, token!);
        await plugin.StartAsync();
        await window.ExpectStateAsync("The plugin is sending the site");
        await window.ExpectNoneAsync(window.Page.Locator("main .token"));
        await plugin.TellProgressAsync(120, 480);
        await window.ExpectAsync(window.Text("120 of 480 files"));
        await plugin.GiveArchiveAsync(shared.Serve(site.ArchivePath));

        await window.ExpectStateAsync("Complete");
        await window.ExpectAsync(window.Text($"{site.Tables.Count} tables"));
        await window.Link("Visit the Site Dashboard").ClickAsync();
        await window.ExpectAsync(window.Heading(SiteName));
        await window.ExpectAsync(window.Heading("How to run it"));
        window.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Token_SignInTooOld_AsksForTheKeyAndShowsIt()
    {
        var id = await shared.CreateAsync("wordpress", "old-sign-in");
        await using var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");
        await RefuseOnceAsync(window.Page);

        await window.Button("Generate Machine Token").ClickAsync();
        await window.ExpectAsync(window.Dialog.GetByText("prove once more that it is you"));
        await window.SignInAsync("not-the-key");
        await window.ExpectAsync(window.Text("The key is not valid."));
        await window.SignInAsync(shared.Service.Key);

        await window.ExpectAsync(window.Page.Locator("main .token"));
        await window.ExpectNoneAsync(window.Dialog);
        window.AssertQuiet(withRefusals: true);
    }

    [ChromiumFact]
    public async Task Token_SignInAgainCancelled_SaysSoAndCanBeAskedForAgain()
    {
        var id = await shared.CreateAsync("wordpress", "no-sign-in");
        await using var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");
        await RefuseOnceAsync(window.Page);

        await window.Button("Generate Machine Token").ClickAsync();
        await window.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await window.ExpectAsync(window.Text("Sign in again before this is shown."));
        await window.Button("Generate Machine Token").ClickAsync();

        await window.ExpectAsync(window.Page.Locator("main .token"));
        await window.ExpectNoneAsync(window.Text("Sign in again before this is shown."));
        window.AssertQuiet(withRefusals: true);
    }

    // As the service answers five minutes after the sign-in.
    private static async Task RefuseOnceAsync(IPage page)
    {
        var refused = false;
        await page.RouteAsync("**/machine-token", route =>
        {
            if (refused || route.Request.Method == "GET")
                return route.ContinueAsync();
            refused = true;
            return route.FulfillAsync(new()
            {
                Status = 401,
                ContentType = "application/problem+json",
                Body = """{"title":"Sign in again before this is shown.","status":401,"code":"reauthenticate"}""",
            });
        });
    }
}
