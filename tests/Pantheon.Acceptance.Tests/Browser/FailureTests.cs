using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>Migrations that failed, and what their page offers.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FailureTests(Chromium chromium, SharedService shared)
{
    [ChromiumFact]
    public async Task Failed_NewAddressOnItsPage_MendsIt()
    {
        await using var window = await OpenFailedAsync("mended", shared.Archives.Serve("/mended-404", Answer.Error(404)));

        await window.GiveArchiveAsync(new Uri("ftp://old.example.com/site.tar.gz"));
        await window.ExpectAsync(window.Text("The address must begin with http:// or https://."));
        await window.GiveArchiveAsync(shared.Serve(shared.Drupal7));

        await window.ExpectStateAsync("Complete");
        await window.ExpectNoneAsync(window.Page.GetByRole(AriaRole.Alert).GetByText("HTTP 404 error"));
        await window.ExpectAsync(window.Page.GetByRole(AriaRole.Definition).GetByText("2", new() { Exact = true }));
        window.AssertQuiet(withRefusals: true);
    }

    [ChromiumFact]
    public async Task Failed_TryAgain_TakesWhatIsThereByNow()
    {
        var url = shared.Archives.Serve("/late", Answer.Error(404));
        await using var window = await OpenFailedAsync("late", url);

        shared.Archives.Serve("/late", Answer.File(shared.Drupal7));
        await window.Button("Try again").ClickAsync();

        await window.ExpectStateAsync("Complete");
        window.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Failed_TriedAgainInVain_SaysWhatIsWrongNow()
    {
        await using var window = await OpenFailedAsync("in-vain", shared.Archives.Serve("/in-vain", Answer.Error(404)));

        shared.Archives.Serve("/in-vain", Answer.Bytes("no archive"u8.ToArray()));
        await window.Button("Try again").ClickAsync();

        await window.ExpectAsync(window.Page.GetByRole(AriaRole.Alert).GetByText("archive.format"));
        await window.ExpectAsync(window.Page.GetByRole(AriaRole.Definition).GetByText("2", new() { Exact = true }));
    }

    [ChromiumFact]
    public async Task Failed_ContactSupport_CarriesTheDetails()
    {
        await using var window = await OpenFailedAsync("supported", shared.Archives.Serve("/supported", Answer.Error(404)));

        var href = new Uri((await window.Link("Contact Support").GetAttributeAsync("href"))!);

        var query = System.Web.HttpUtility.ParseQueryString(href.Query);
        Assert.Equal("archive.notFound", query["code"]);
        Assert.Equal("https://old.example.com/", query["source"]);
        Assert.EndsWith("/sites/supported", query["site"], StringComparison.Ordinal);
        Assert.EndsWith(query["migration"]!, window.Page.Url, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Log_Downloaded_SaysWhatHappened()
    {
        await using var window = await OpenFailedAsync("logged", shared.Archives.Serve("/logged", Answer.Error(404)));

        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Link("Download log").ClickAsync());

        Assert.EndsWith(".log", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains("https://old.example.com/ to logged", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Cancel_AskedBack_GoesOnOrEnds()
    {
        var id = await shared.CreateAsync("drupal7", "cancelled");
        await using var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");

        await window.Button("Cancel migration").ClickAsync();
        await window.Button("Go on with it").ClickAsync();
        await window.ExpectNoneAsync(window.Dialog);
        await window.Button("Cancel migration").ClickAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await window.ExpectNoneAsync(window.Dialog);
        await window.ExpectStateAsync("Waiting for the archive");
        await Assertions.Expect(window.Button("Cancel migration")).ToBeFocusedAsync();
        await window.Button("Cancel migration").ClickAsync();
        await window.Button("Cancel the migration").ClickAsync();

        await window.ExpectStateAsync("Cancelled");
        await window.ExpectNoneAsync(window.Button("Cancel migration"));
        await Assertions.Expect(window.Heading("cancelled")).ToBeFocusedAsync();
        await window.Link("Begin a new migration").ClickAsync();
        await window.ExpectAsync(window.Heading("Migrate Existing Site"));
        window.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Migration_ThatIsNotThere_IsSaidToBeNone()
    {
        await using var window = await chromium.OpenAsync(shared.Service, "#/migrations/none");

        await window.ExpectAsync(window.Heading("There is no such migration, or it is not yours."));
        await window.Link("All migrations").ClickAsync();
        await window.ExpectAsync(window.Heading("My migrations"));
    }

    private async Task<DashboardWindow> OpenFailedAsync(string siteName, Uri archive)
    {
        var id = await shared.CreateAsync("drupal7", siteName);
        await shared.Service.Migrations.PutArchiveAsync(id, archive);
        await shared.Service.Migrations.WaitForEndAsync(id, "failed");
        var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");
        await window.ExpectStateAsync("Failed");
        return window;
    }
}
