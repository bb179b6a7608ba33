using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class ListTests(Chromium chromium)
{
    private const int Page = 50;
    private const int Many = 120;

    [ChromiumFact]
    public async Task List_OfMany_ComesInPagesAndIsSearched()
    {
        await using var service = await Service.StartAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, Many), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, end) =>
        {
            using var answer = await service.Http.PostAsJsonAsync(
                "/api/migrations", new { sourceUrl = $"https://old-{number}.example.com", framework = "drupal7", siteName = $"site-{number:D3}" }, end);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        });
        await service.Migrations.CreateAsync("wordpress", "the-newest");
        await using var window = await chromium.OpenSignedOutAsync(service);
        await window.Page.APIRequest.PostAsync("/signin", new() { Headers = [new("Authorization", $"Bearer {service.Key}")] });
        var rows = window.Page.Locator("tbody tr");

        var first = await window.Page.RunAndWaitForRequestAsync(() => window.Page.GotoAsync("/"), request => request.Url.Contains("/api/migrations?", StringComparison.Ordinal));
        Assert.Contains($"limit={Page}", first.Url, StringComparison.Ordinal);
        await Assertions.Expect(rows).ToHaveCountAsync(Page);
        await Assertions.Expect(rows.First).ToContainTextAsync("the-newest");
        await window.Button("Show more").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(2 * Page);
        await Assertions.Expect(rows.Nth(Page).GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await window.Button("Show more").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(Many + 1);
        await window.ExpectNoneAsync(window.Button("Show more"));

        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync("site-04");
        await Assertions.Expect(rows).ToHaveCountAsync(10);
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync("old-119.example");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync("nowhere");
        await window.ExpectAsync(window.Text("No migration matches."));
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync(string.Empty);
        await Assertions.Expect(rows).ToHaveCountAsync(Page);
        await window.Page.GetByLabel("State").SelectOptionAsync("Waiting for the plugin");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        window.AssertQuiet();
    }
}
