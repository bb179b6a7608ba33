namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>Nothing jumps under the reader's eyes. Source: web.dev, Cumulative Layout Shift: good is below 0.1.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LayoutShiftTests(Chromium chromium, SharedService shared)
{
    private const double Good = 0.1;

    private const string Observe = """
        window.shifted = 0;
        new PerformanceObserver(list => list.getEntries().forEach(shift => { if (!shift.hadRecentInput) window.shifted += shift.value; }))
          .observe({ type: 'layout-shift', buffered: true });
        """;

    [ChromiumFact]
    public async Task Pages_WhileTheyLoadAndMoveOn_ShiftLittle()
    {
        var id = await shared.CreateAsync("drupal7", "steady");
        var wordPress = await shared.CreateAsync("wordpress", "steady-wordpress");
        // High enough to see what follows the steps.
        await using var window = await chromium.OpenAsync(shared.Service, options: new() { ViewportSize = new() { Width = 1280, Height = 1200 } });
        await window.Page.AddInitScriptAsync(Observe);

        await window.Page.ReloadAsync();
        await window.ExpectAsync(window.Link("steady"));
        await AssertSteadyAsync(window, "list");
        await LoadAsync(window, wordPress, "Waiting for the plugin");
        await AssertSteadyAsync(window, "waiting for the plugin");
        await LoadAsync(window, id, "Waiting for the archive");
        await shared.Service.Migrations.PutArchiveAsync(id, shared.Serve(shared.Drupal7));
        await window.ExpectStateAsync("Complete");
        await window.ExpectAsync(window.Heading("Verified against the archive"));
        await AssertSteadyAsync(window, "moving on");
        await LoadAsync(window, id, "Complete");
        await window.ExpectAsync(window.Heading("Verified against the archive"));
        await AssertSteadyAsync(window, "complete");
    }

    private static async Task LoadAsync(DashboardWindow window, string id, string state)
    {
        await window.GoToMigrationAsync(id);
        await window.Page.ReloadAsync();
        await window.ExpectStateAsync(state);
    }

    // Two frames: what was changed is laid out and told.
    private static async Task AssertSteadyAsync(DashboardWindow window, string page)
    {
        var shifted = await window.Page.EvaluateAsync<double>(
            "new Promise(told => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => told(window.shifted)))))");
        Assert.True(shifted < Good, $"{page}: {shifted}");
    }
}
