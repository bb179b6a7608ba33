using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>The machine's Chromium, started once for all tests that share it.</summary>
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

    /// <summary>A window that nobody has signed in.</summary>
    internal Task<DashboardWindow> OpenSignedOutAsync(Service service, BrowserNewContextOptions? options = null) =>
        OpenSignedOutAsync(service.Http.BaseAddress!, options);

    /// <summary>A window that is signed in, at an address of the dashboard.</summary>
    internal Task<DashboardWindow> OpenAsync(Service service, string hash = "#/", BrowserNewContextOptions? options = null) =>
        OpenAsync(service.Http.BaseAddress!, service.Key, hash, options);

    /// <summary>The same, of a service in this process.</summary>
    internal Task<DashboardWindow> OpenAsync(PantheonHost host, string hash) => OpenAsync(host.Http.BaseAddress!, PantheonHost.Key, hash);

    private async Task<DashboardWindow> OpenSignedOutAsync(Uri address, BrowserNewContextOptions? options)
    {
        options ??= new();
        options.BaseURL = address.AbsoluteUri;
        options.ReducedMotion ??= ReducedMotion.Reduce;
        options.Permissions ??= ["clipboard-read", "clipboard-write"];
        return await DashboardWindow.OpenAsync(await browser!.NewContextAsync(options));
    }

    private async Task<DashboardWindow> OpenAsync(Uri address, string key, string hash, BrowserNewContextOptions? options = null)
    {
        var window = await OpenSignedOutAsync(address, options);
        await window.Page.APIRequest.PostAsync("/signin", new() { Headers = [new("Authorization", $"Bearer {key}")] });
        await window.Page.GotoAsync($"/{hash}");
        return window;
    }
}
