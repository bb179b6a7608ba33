using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class WizardTests(Chromium chromium, SharedService shared)
{
    [ChromiumTheory]
    [InlineData("""<meta name="generator" content="WordPress 6.8.1" />""", "It looks like WordPress. You decide.", "WordPress")]
    [InlineData("""<meta name="Generator" content="Drupal 7 (http://drupal.org)" />""", "It looks like Drupal 7. You decide.", "Drupal 7")]
    [InlineData("<p>A page by hand</p>", "It can't be seen from outside what the site is made with. Choose.", null)]
    public async Task Platform_OfTheOldSite_IsGuessed(string html, string said, string? chosen)
    {
        var path = $"/{Guid.NewGuid():N}";
        await using var window = await chromium.OpenAsync(shared.Service, "#/new");

        await window.Field("Address of the current site").FillAsync(shared.Archives.Serve(path, Answer.Html($"<html><head>{html}</head></html>")).AbsoluteUri);
        await window.Button("Continue").ClickAsync();
        await window.ExpectAsync(window.Text(said));

        foreach (var choice in await window.Page.GetByRole(AriaRole.Radio).AllAsync())
            Assert.Equal(chosen is not null && await choice.EvaluateAsync<bool>($"radio => radio.parentElement.querySelector('strong').textContent === '{chosen}'"), await choice.IsCheckedAsync());
        window.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Platform_ChosenBeforeTheGuessComes_StaysChosen()
    {
        var guess = new TaskCompletionSource();
        await using var window = await chromium.OpenAsync(shared.Service, "#/new");
        await window.Page.RouteAsync("**/api/source-sites?**", async route =>
        {
            await guess.Task;
            await route.FulfillAsync(new() { ContentType = "application/json", Body = """{"framework":"wordpress"}""" });
        });
        await window.Field("Address of the current site").FillAsync("old.example.com");
        await window.Button("Continue").ClickAsync();

        await window.Choice("Drupal 7").CheckAsync();
        guess.SetResult();
        await window.ExpectAsync(window.Text("It looks like WordPress."));

        await Assertions.Expect(window.Choice("Drupal 7")).ToBeCheckedAsync();
    }

    [ChromiumFact]
    public async Task Address_NoneOrAWrongOne_IsAskedFor()
    {
        await using var window = await chromium.OpenAsync(shared.Service, "#/new");

        await window.Button("Continue").ClickAsync();
        await window.ExpectAsync(window.Text("Type the address of the site that is to be moved."));
        await Assertions.Expect(window.Field("Address of the current site")).ToBeFocusedAsync();
        await window.Field("Address of the current site").FillAsync("ftp://old.example.com");
        await window.Button("Continue").ClickAsync();

        await window.ExpectAsync(window.Text("Type the address of the site that is to be moved."));
        await window.ExpectAsync(window.Heading("Step 1 of 3: Current site"));
    }

    [ChromiumFact]
    public async Task Name_WhileItIsTyped_IsChecked()
    {
        await shared.CreateAsync("drupal7", "taken-name");
        await using var window = await OpenNamePageAsync();
        var name = window.Field("Name of the new site");

        await name.FillAsync("no-dash-last-");
        await window.ExpectAsync(window.Text("A name neither begins nor ends with a dash."));
        await name.FillAsync("taken-name");
        await window.ExpectAsync(window.Text("'taken-name' is taken."));
        await Assertions.Expect(name).ToHaveAttributeAsync("aria-invalid", "true");
        await name.FillAsync("free-name");
        await window.ExpectAsync(window.Text("free-name is free."));

        await window.ExpectNoneAsync(window.Page.Locator("[aria-invalid]"));
        window.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Create_NameTakenInTheMeantime_IsSaidAtTheName()
    {
        await shared.CreateAsync("drupal7", "taken-meanwhile");
        await using var window = await OpenNamePageAsync();
        await window.Page.RouteAsync("**/api/site-names/**", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{"available":true}""" }));

        await window.Field("Name of the new site").FillAsync("taken-meanwhile");
        await window.Button("Create Site").ClickAsync();

        await window.ExpectAsync(window.Text("'taken-meanwhile' is taken."));
        await Assertions.Expect(window.Field("Name of the new site")).ToBeFocusedAsync();
        await window.ExpectNoneAsync(window.Text("taken-meanwhile is free."));
        window.AssertQuiet(withRefusals: true);
    }

    [ChromiumFact]
    public async Task Create_EmailThatIsNone_IsSaidAtTheEmail()
    {
        await using var window = await OpenNamePageAsync();

        await window.Field("Name of the new site").FillAsync("wrong-email");
        await window.Page.GetByLabel("Email address").FillAsync("nobody");
        await window.Button("Create Site").ClickAsync();

        await window.ExpectAsync(window.Text("Give an email address."));
        await Assertions.Expect(window.Page.GetByLabel("Email address")).ToBeFocusedAsync();
    }

    [ChromiumFact]
    public async Task Create_ClickedTwice_CreatesOneSite()
    {
        await using var window = await OpenNamePageAsync();
        await window.Field("Name of the new site").FillAsync("clicked-twice");

        await window.Button("Create Site").DblClickAsync();
        await window.ExpectStateAsync("Waiting for the archive");

        var found = await shared.Service.Http.GetStringAsync(new Uri("/api/migrations?q=clicked-twice", UriKind.Relative));
        Assert.Single(System.Text.Json.JsonDocument.Parse(found).RootElement.GetProperty("items").EnumerateArray());
        window.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Reload_InEachStep_KeepsThePlaceAndWhatWasTyped()
    {
        await using var window = await chromium.OpenAsync(shared.Service, "#/new");

        await window.Field("Address of the current site").FillAsync("old.example.com");
        await window.Page.ReloadAsync();
        await Assertions.Expect(window.Field("Address of the current site")).ToHaveValueAsync("old.example.com");
        await window.Button("Continue").ClickAsync();
        await window.Choice("Drupal Composer").CheckAsync();
        await window.Page.ReloadAsync();
        await Assertions.Expect(window.Choice("Drupal Composer")).ToBeCheckedAsync();
        await window.Button("Continue").ClickAsync();
        await window.Field("Name of the new site").FillAsync("kept-through-reloads");
        await window.Page.ReloadAsync();
        await window.ExpectAsync(window.Text("kept-through-reloads is free."));
        await window.Button("Create Site").ClickAsync();
        await window.ExpectStateAsync("Waiting for the archive");

        await window.Page.GotoAsync("/#/new");
        await Assertions.Expect(window.Field("Address of the current site")).ToHaveValueAsync(string.Empty);
        window.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Back_ToAnEarlierStep_ShowsWhatWasAnswered()
    {
        await using var window = await OpenNamePageAsync();

        await window.Button("Back").ClickAsync();
        await Assertions.Expect(window.Choice("Drupal 7")).ToBeCheckedAsync();
        await window.Button("Back").ClickAsync();
        await Assertions.Expect(window.Field("Address of the current site")).ToHaveValueAsync("old.example.com");
        await window.Link("Cancel").ClickAsync();
        await window.Link("Migrate Existing Site").ClickAsync();

        await Assertions.Expect(window.Field("Address of the current site")).ToHaveValueAsync(string.Empty);
    }

    private async Task<DashboardWindow> OpenNamePageAsync()
    {
        var window = await chromium.OpenAsync(shared.Service, "#/new");
        await window.Field("Address of the current site").FillAsync("old.example.com");
        await window.Button("Continue").ClickAsync();
        await window.Choice("Drupal 7").CheckAsync();
        await window.Button("Continue").ClickAsync();
        return window;
    }
}
