namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>What a page shows in states that pass too quickly, or come too late, to be met in a running service.</summary>
[Collection(BrowserCollection.Name)]
public sealed class HeldServiceTests(Chromium chromium, SharedService shared)
{
    [ChromiumTheory]
    [InlineData(3, ".htaccess")]
    [InlineData(4, "Table ")]
    public async Task Importing_HeldInTheMiddle_NamesWhatIsAtHand(int opening, string item)
    {
        await using var service = await HeldService.StartAsync();
        var gate = service.HoldAtOpening(opening);
        var id = await service.Migrations.CreateAsync("drupal7", "held");
        await service.Migrations.PutArchiveAsync(id, shared.Serve(shared.Drupal7));
        await gate.Reached;
        await using var window = await chromium.OpenAsync(service.Host, $"#/migrations/{id}");

        await window.ExpectStateAsync("Importing");
        await window.ExpectAsync(window.Page.Locator(".item").GetByText(item));
        gate.Open();

        await window.ExpectStateAsync("Complete");
        await window.ExpectNoneAsync(window.Page.Locator(".item"));
        window.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Expired_ItsPage_SaysWhyAndBeginsANewOne()
    {
        var (service, id) = await HeldService.StartWithExpiredAsync("too-late");
        await using var started = service;
        await using var window = await chromium.OpenAsync(service.Host, $"#/migrations/{id}");

        await window.ExpectStateAsync("Expired");
        await window.ExpectAsync(window.Text("Nobody gave the archive in time"));
        await window.ExpectNoneAsync(window.Button("Cancel migration"));
        await window.Link("Begin a new migration").ClickAsync();

        await window.ExpectAsync(window.Heading("Migrate Existing Site"));
        window.AssertQuiet();
    }
}
