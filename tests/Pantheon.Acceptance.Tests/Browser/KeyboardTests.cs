using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class KeyboardTests(Chromium chromium, SharedService shared)
{
    private const int MostStops = 30;

    [ChromiumFact]
    public async Task Journey_WithTheKeyboardOnly_CreatesASiteAndGivesItsArchive()
    {
        await using var window = await chromium.OpenAsync(shared.Service);
        var keyboard = window.Page.Keyboard;
        await window.ExpectAsync(window.Link("Migrate Existing Site"));

        await TabToAsync(window, window.Link("Migrate Existing Site"));
        await keyboard.PressAsync("Enter");
        await TabToAsync(window, window.Field("Address of the current site"));
        await keyboard.TypeAsync("old.example.com");
        await keyboard.PressAsync("Enter");
        await window.ExpectAsync(window.Heading("Step 2 of 3: Platform"));
        await TabToAsync(window, window.Choice("WordPress"));
        await keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(window.Choice("Drupal 7")).ToBeCheckedAsync();
        await TabToAsync(window, window.Button("Continue"));
        await keyboard.PressAsync("Space");
        await TabToAsync(window, window.Field("Name of the new site"));
        await keyboard.PressAsync("Control+a");
        await keyboard.TypeAsync("by-keyboard");
        await TabToAsync(window, window.Button("Create Site"));
        await keyboard.PressAsync("Enter");
        await window.ExpectStateAsync("Waiting for the archive");
        await TabToAsync(window, window.Field("Address of the archive"));
        await keyboard.TypeAsync(shared.Serve(shared.Drupal7).AbsoluteUri);
        await TabToAsync(window, window.Button("Import Archive"));
        await keyboard.PressAsync("Space");
        await window.ExpectStateAsync("Complete");
        await TabToAsync(window, window.Link("Visit the Site Dashboard"));

        window.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Skip_ToTheContent_StaysOnThePage()
    {
        await using var window = await chromium.OpenAsync(shared.Service, "#/new");
        await window.ExpectAsync(window.Heading("Migrate Existing Site"));

        await window.Link("Skip to content").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await TabToAsync(window, window.Field("Address of the current site"), most: 1);

        await window.ExpectAsync(window.Heading("Migrate Existing Site"));
    }

    [ChromiumFact]
    public async Task Dialog_WithTheKeyboardOnly_KeepsTheFocusAndGivesItBack()
    {
        var id = await shared.CreateAsync("drupal7", "dialog-by-keyboard");
        await using var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");
        await window.ExpectStateAsync("Waiting for the archive");

        await TabToAsync(window, window.Button("Cancel migration"));
        await window.Page.Keyboard.PressAsync("Enter");
        await TabToAsync(window, window.Button("Go on with it"));
        await window.Page.Keyboard.PressAsync("Enter");

        await window.ExpectNoneAsync(window.Dialog);
        await Assertions.Expect(window.Button("Cancel migration")).ToBeFocusedAsync();
    }

    /// <summary>Goes on to what is wanted, stop by stop, each of which can be seen.</summary>
    private static async Task TabToAsync(DashboardWindow window, ILocator wanted, int most = MostStops)
    {
        await wanted.WaitForAsync();
        for (var stop = 0; stop < most; stop++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            Assert.True(
                await window.Page.EvaluateAsync<bool>("document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== 'none'"),
                "What has the focus does not show it.");
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"Not reached by {most} tabs: {wanted}");
    }
}
