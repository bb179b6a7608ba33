using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>Every page in every look: pictures in TestResults/screens for people to look at, none wider than its window, each for everybody. They run beside the other browser tests.</summary>
public sealed class ScreenTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string Directory = Path.Combine(RepositoryDirectory.Path, "TestResults", "screens");

    [AxeTheory]
    [InlineData("light", 1200, ColorScheme.Light)]
    [InlineData("dark", 1200, ColorScheme.Dark)]
    [InlineData("narrow", 320, ColorScheme.Light)]
    public async Task Pages_InEachLook_FitTheirWindowAndAreAccessible(string look, int width, ColorScheme scheme)
    {
        using var scratch = ScratchDirectory.Create("screens");
        await using var archives = await ArchiveServer.StartAsync();
        await using var service = await Service.StartAsync(PageTour.Settings);
        await using var window = await chromium.OpenSignedOutAsync(service, new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        List<string> faults = [];
        var number = 0;

        async Task VisitAsync(string name)
        {
            await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Directory, look, $"{++number:D2}-{name}.png"), FullPage = true });
            if (await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                faults.Add($"{name} is wider than its window.");
            faults.AddRange((await AxeScan.OfAsync(window.Page)).Select(violation => $"{name}: {violation}"));
        }

        await new PageTour(window, service, archives, VisitAsync).WalkAsync(await new DrushArchive().WriteFileAsync(scratch.Combine("site.tar.gz")));

        Assert.Empty(faults);
    }
}
