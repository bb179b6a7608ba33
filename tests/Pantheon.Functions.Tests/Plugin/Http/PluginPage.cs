using System.Net;
using System.Text.RegularExpressions;

namespace Pantheon.Functions.Tests.Plugin.Http;

/// <summary>The pages that the plugin's form answers with.</summary>
internal static partial class PluginPage
{
    /// <summary>The page, checked for what no page may hold.</summary>
    internal static async Task<string> PageAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.DoesNotContain(PluginFields.Secret, page, StringComparison.Ordinal);
        Assert.DoesNotMatch("pmt_[0-9A-Za-z]", page);
        Assert.DoesNotMatch("<script(?! type=\"module\" src=\"/dashboard/)|<style| style=| on[a-z]+=", page); // what the policy of contents forbids
        return page;
    }

    /// <summary>Where the page goes by itself.</summary>
    internal static string NextOf(string page) => WebUtility.HtmlDecode(Next().Match(page).Groups["url"].Value);

    [GeneratedRegex(" data-next=\"(?<url>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Next();
}
