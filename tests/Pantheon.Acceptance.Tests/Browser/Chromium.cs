using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>The machine's Chromium, started once for all tests that use it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        if (!Part.Chromium.IsPresent)
            return; // the tests are skipped
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Programs.Get("chromium"),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    internal Task<IBrowserContext> NewContextAsync(Service service, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = service.Http.BaseAddress!.AbsoluteUri;
        options.ReducedMotion ??= ReducedMotion.Reduce;
        return browser!.NewContextAsync(options);
    }

    /// <summary>A page that is signed in, at an address of the dashboard.</summary>
    internal async Task<IPage> OpenAsync(Service service, string hash = "#/", BrowserNewContextOptions? options = null)
    {
        var page = await (await NewContextAsync(service, options)).NewPageAsync();
        await page.GotoAsync($"/signin?key={Uri.EscapeDataString(service.Key)}");
        await page.GotoAsync($"/{hash}");
        await page.ReloadAsync();
        return page;
    }
}
