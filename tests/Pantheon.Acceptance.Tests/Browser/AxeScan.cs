using System.Text.Json;
using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>Looks at a page with axe-core.</summary>
internal static class AxeScan
{
    private const string Run = """
        axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }, resultTypes: ['violations'] })
          .then(found => found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => `${node.target} ${node.failureSummary}`).join('; ')}`))
        """;

    private static readonly Lazy<string> Script = new(() => File.ReadAllText(AxeScript.Path));

    /// <summary>What keeps the page from WCAG 2.1 A and AA, in words.</summary>
    internal static async Task<string[]> OfAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Script.Value);
        return (await page.EvaluateAsync<JsonElement>(Run)).EnumerateArray().Select(text => text.GetString()!).ToArray();
    }
}
