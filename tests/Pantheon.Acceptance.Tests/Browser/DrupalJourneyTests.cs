using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class DrupalJourneyTests(Chromium chromium, SharedService shared)
{
    [ChromiumTheory]
    [InlineData("Drupal 7", "drupal7-journey", "drush ard --destination=site.tar.gz")]
    [InlineData("Drupal Composer", "drupal10-journey", "drush archive:dump --destination=site.tar.gz")]
    public async Task Journey_WithAnArchive_EndsOnTheSiteDashboard(string platform, string siteName, string command)
    {
        await using var window = await chromium.OpenAsync(shared.Service);
        await window.Link("Migrate Existing Site").ClickAsync();
        await window.Field("Address of the current site").FillAsync("old.example.com");
        await window.Button("Continue").ClickAsync();
        await window.Choice(platform).CheckAsync();
        await window.Button("Continue").ClickAsync();
        await window.Field("Name of the new site").FillAsync(siteName);
        await window.Page.GetByLabel("Email address").FillAsync("owner@example.com");
        await window.Button("Create Site").ClickAsync();

        await window.ExpectStateAsync("Waiting for the archive");
        await window.ExpectAsync(window.Text(command));
        await window.GiveArchiveAsync(shared.Serve(platform == "Drupal 7" ? shared.Drupal7 : shared.Drupal10));
        await window.ExpectStateAsync("Complete");
        await window.ExpectAsync(window.Heading("Verified against the archive"));
        await window.ExpectAsync(window.Page.GetByRole(AriaRole.Definition).GetByText("owner@example.com"));
        await window.Link("Visit the Site Dashboard").ClickAsync();

        await window.ExpectAsync(window.Heading(siteName));
        await window.Link("Its migration").ClickAsync();
        await window.ExpectStateAsync("Complete");
        window.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Archive_LinkExpiresInTheMiddleOfTheCopy_AsksForANewOneAndGoesOn()
    {
        var id = await shared.CreateAsync("drupal7", "expired-link");
        await using var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");

        await window.GiveArchiveAsync(FilmSite.ServeExpiring(shared.Archives));
        await window.ExpectAsync(window.Text("The link to the archive expired while it was copied."));
        await window.ExpectStateAsync("Waiting for a new link");
        await window.GiveArchiveAsync(FilmSite.Serve(shared.Archives));

        await window.ExpectStateAsync("Complete");
        await window.ExpectNoneAsync(window.Text("The link to the archive expired"));
        window.AssertQuiet();
    }
}
