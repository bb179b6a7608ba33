using System.Text;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Plugin;

namespace Pantheon.Functions.Tests.Plugin;

public sealed class PluginFormTests
{
    [Theory]
    [InlineData("my-site", "my-site")]
    [InlineData("  my-site ", "my-site")]
    [InlineData("My-Site", "My-Site")]
    [InlineData("dev-tools", "dev-tools")]
    [InlineData("my-site/", "my-site")]
    [InlineData("http://dev-my-site.pantheon.io", "my-site")]
    [InlineData("https://dev-my-site.pantheonsite.io/", "my-site")]
    [InlineData("https://test-my-site.pantheonsite.io/wp-admin/?a=b", "my-site")]
    [InlineData("https://live-my-site.pantheonsite.io", "my-site")]
    [InlineData("dev-my-site.pantheonsite.io", "my-site")]
    [InlineData("dev-my-site.pantheonsite.io/", "my-site")]
    [InlineData("dev-my-site.pantheonsite.io/wp-admin/", "my-site")]
    [InlineData("DEV-My-Site.Pantheonsite.IO", "My-Site")]
    [InlineData("https://dev-dev-tools.pantheonsite.io", "dev-tools")]
    [InlineData("https://feature-my-site.pantheonsite.io", "feature-my-site")]
    [InlineData("https://www.example.com", "www.example.com")]
    [InlineData("https://dev-my-site.pantheonsite.io.evil.example", "dev-my-site.pantheonsite.io.evil.example")]
    [InlineData("", "")]
    public async Task Read_NewUrl_GivesTheSitesName(string typed, string name) =>
        Assert.Equal(name, (await ReadAsync($"newurl={Uri.EscapeDataString(typed)}")).SiteName);

    [Fact]
    public async Task Read_RealFields_GivesNameTokenAndSource()
    {
        var fields = new PluginFields { SiteName = "my-site", Token = "pmt_x" }.ToFields();
        var form = await ReadAsync(await new FormUrlEncodedContent(fields).ReadAsStringAsync());

        Assert.Equal(new PluginForm("my-site", "pmt_x", new Uri("https://old.example.com")), form);
    }

    [Theory]
    [InlineData("homeurl=https://home.example&url=https://url.example", "https://home.example/")]
    [InlineData("homeurl=&url=https://url.example", "https://url.example/")]
    [InlineData("siteurl=http://site.example/wp", "http://site.example/wp")]
    [InlineData("homeurl=nonsense", null)]
    [InlineData("homeurl=ftp://old.example", null)]
    [InlineData("homeurl=javascript:alert(1)", null)]
    [InlineData("", null)]
    public async Task Read_Source_IsTheFirstAddressThatIsOne(string body, string? source) => Assert.Equal(source, (await ReadAsync(body)).SourceUrl?.AbsoluteUri);

    [Theory]
    [InlineData("{\"newurl\": \"my-site\"}")]
    [InlineData("&&&===&%%%zz")]
    public async Task Read_NoForm_IsEmpty(string body) => Assert.Equal(new PluginForm(string.Empty, string.Empty, null), await ReadAsync(body));

    [Fact]
    public async Task Read_MoreFieldsThanAnyForm_IsEmpty() =>
        Assert.Equal(string.Empty, (await ReadAsync("newurl=my-site" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"&f{i}=1")))).SiteName);

    [Theory]
    [InlineData("https://old.example.com", "https://old.example.com/", true)]
    [InlineData("http://old.example.com", "https://old.example.com", true)]
    [InlineData("https://www.old.example.com", "https://old.example.com", true)]
    [InlineData("https://WWW.OLD.example.com", "http://old.example.com", true)]
    [InlineData("https://old.example.com/blog/", "https://www.old.example.com/blog", true)]
    [InlineData("https://müller.example", "https://xn--mller-kva.example", true)]
    [InlineData("https://old.example.com/blog", "https://old.example.com", false)]
    [InlineData("https://old.example.com:8443", "https://old.example.com", false)]
    [InlineData("https://new.example.com", "https://old.example.com", false)]
    [InlineData("https://wwwold.example.com", "https://old.example.com", false)]
    public void IsSameSite_LeavesSchemeWwwAndSlashAside(string a, string b, bool isSame)
    {
        Assert.Equal(isSame, PluginForm.IsSameSite(new Uri(a), new Uri(b)));
        Assert.Equal(isSame, PluginForm.IsSameSite(new Uri(b), new Uri(a)));
    }

    private static Task<PluginForm> ReadAsync(string body) => PluginForm.ReadAsync(
        new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) } }.Request, default);
}
