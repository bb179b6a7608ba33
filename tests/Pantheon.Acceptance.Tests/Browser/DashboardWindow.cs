using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>A window of the browser that shows the dashboard, with what the browser complains of: errors, and what the page's policy forbids.</summary>
internal sealed class DashboardWindow : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> complaints = new();

    private DashboardWindow(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Enqueue($"{message.Text} ({message.Location})");
        };
    }

    internal IPage Page { get; }

    /// <summary>What state the migration is in, in words.</summary>
    internal ILocator State => Page.Locator("main .badge").First;

    /// <summary>What is said of the connection to the service.</summary>
    internal ILocator Connection => Page.Locator("#connection");

    internal ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    internal static async Task<DashboardWindow> OpenAsync(IBrowserContext context)
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        return new(await context.NewPageAsync());
    }

    /// <summary>Another window of the same browser, at the same address.</summary>
    internal async Task<DashboardWindow> OpenAnotherAsync()
    {
        var window = await OpenAsync(Page.Context);
        await window.Page.GotoAsync(Page.Url);
        return window;
    }

    internal ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    internal ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    internal ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    internal ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    internal ILocator Choice(string name) => Page.GetByRole(AriaRole.Radio, new() { Name = name });

    internal ILocator Text(string text) => Page.GetByText(text);

    /// <summary>Goes to a migration of the window's own service, or of the one at an address.</summary>
    internal Task GoToMigrationAsync(string id, Uri? service = null) => Page.GotoAsync($"{service ?? new Uri("/", UriKind.Relative)}#/migrations/{id}");

    internal async Task GiveArchiveAsync(Uri url)
    {
        await Field("Address of the archive").FillAsync(url.AbsoluteUri);
        await Button("Import Archive").ClickAsync();
    }

    internal async Task SignInAsync(string key)
    {
        await Field("Key").FillAsync(key);
        await Button("Sign in").ClickAsync();
    }

    internal Task ExpectStateAsync(string state) => Assertions.Expect(State).ToHaveTextAsync(state);

    internal Task ExpectAsync(ILocator locator) => Assertions.Expect(locator).ToBeVisibleAsync();

    internal Task ExpectNoneAsync(ILocator locator) => Assertions.Expect(locator).ToHaveCountAsync(0);

    /// <summary>Fails where the browser complained. The browser's own line on an answer that the test provoked, such as a 409, is expected.</summary>
    internal void AssertQuiet(bool withRefusals = false) =>
        Assert.DoesNotContain(complaints, complaint => !withRefusals || !complaint.StartsWith("Failed to load resource", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => new(Page.Context.CloseAsync());
}
