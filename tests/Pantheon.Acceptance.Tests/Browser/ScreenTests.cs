using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>Pictures of every page, in TestResults/screens, for people to look at; and that none is wider than its window.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ScreenTests(Chromium chromium)
{
    private static readonly string Directory = Path.Combine(RepositoryDirectory.Path, "TestResults", "screens");

    [ChromiumTheory]
    [InlineData("light", 1200, ColorScheme.Light)]
    [InlineData("dark", 1200, ColorScheme.Dark)]
    [InlineData("narrow", 320, ColorScheme.Light)]
    public async Task Pages_InEachLook_FitTheirWindow(string look, int width, ColorScheme scheme)
    {
        using var scratch = ScratchDirectory.Create("screens");
        await using var archives = await ArchiveServer.StartAsync();
        await using var service = await Service.StartAsync();
        var options = new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme };
        var signedOut = await (await chromium.NewContextAsync(service, options)).NewPageAsync();
        await signedOut.GotoAsync("/");
        await TakeAsync(signedOut, look, "1-sign-in", "Sign in");

        var page = await chromium.OpenAsync(service, "#/", options);
        await TakeAsync(page, look, "2-list-empty", "My migrations");
        await page.GotoAsync("/#/new");
        await page.GetByLabel("Address of the current site").FillAsync("https://www.example.com");
        await TakeAsync(page, look, "3-wizard-address", "Migrate Existing Site");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await TakeAsync(page, look, "4-wizard-platform", "Migrate Existing Site");
        await page.GetByLabel("WordPress").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByText("example is free.").WaitForAsync();
        await TakeAsync(page, look, "5-wizard-name", "Migrate Existing Site");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create Site" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Generate Machine Token" }).ClickAsync();
        await page.Locator("#main .token").WaitForAsync();
        await TakeAsync(page, look, "6-wordpress-token", "example");

        var drupal = await service.Migrations.CreateAsync("drupal7", "drupal-site");
        await service.Migrations.WaitForPhaseAsync(drupal, "awaitingArchive");
        await page.GotoAsync($"/#/migrations/{drupal}");
        await page.GetByLabel("Address of the archive").FillAsync("https://www.dropbox.com/scl/fi/abc/site.tar.gz?rlkey=x&dl=0");
        await TakeAsync(page, look, "7-drupal-archive", "drupal-site");

        await service.Migrations.PutArchiveAsync(drupal, archives.Serve("/404", Answer.Error(404)));
        await service.Migrations.WaitForEndAsync(drupal, "failed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).WaitForAsync();
        await TakeAsync(page, look, "8-failed", "drupal-site");

        var path = await new DrushArchive().WriteFileAsync(scratch.Combine("site.tar.gz"));
        var slow = await service.Migrations.CreateAsync("drupal7", "slow-site");
        await service.Migrations.PutArchiveAsync(slow, archives.Serve("/slow", Answer.File(path) with { StallAfter = 2000, StallTimes = 1 }));
        await service.Migrations.WaitForPhaseAsync(slow, "copying");
        await page.GotoAsync($"/#/migrations/{slow}");
        await TakeAsync(page, look, "9-copying", "slow-site");

        var done = await service.Migrations.MigrateAsync("drupal7", "finished-site", archives.Serve("/site", Answer.File(path)));
        await page.GotoAsync($"/#/migrations/{done}");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Verified against the archive" }).WaitForAsync();
        await TakeAsync(page, look, "10-succeeded", "finished-site");
        await page.GetByText("Tables:").ClickAsync();
        await TakeAsync(page, look, "11-succeeded-tables", "finished-site");
        await page.GotoAsync("/sites/finished-site");
        await TakeAsync(page, look, "12-site", "finished-site");
        await page.GotoAsync("/#/");
        await page.GetByRole(AriaRole.Table).WaitForAsync();
        await TakeAsync(page, look, "13-list", "My migrations");
    }

    private static async Task TakeAsync(IPage page, string look, string name, string heading)
    {
        await page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = heading }).WaitForAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Directory, look, $"{name}.png"), FullPage = true });
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{name} is wider than its window.");
    }
}
