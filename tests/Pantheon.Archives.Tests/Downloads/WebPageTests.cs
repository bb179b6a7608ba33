using System.Text;
using Pantheon.Archives.Downloads;

namespace Pantheon.Archives.Tests.Downloads;

public sealed class WebPageTests
{
    [Theory]
    [InlineData("<html><title>Sign in</title>", " (\"Sign in\")")]
    [InlineData("<TITLE lang=\"en\">\n  Fish &amp; chips\n &#8211; Grüße </TITLE>", " (\"Fish & chips – Grüße\")")]
    [InlineData("<title>a&#10;&#27;[31mb&#8238;c</title>", " (\"a [31mb c\")")]
    [InlineData("<title></title>", "")]
    [InlineData("<title>   </title>", "")]
    [InlineData("<title>cut", "")]
    [InlineData("<html><body>none</body></html>", "")]
    [InlineData("", "")]
    public void TitleOf_Page_ItsTitle(string page, string title) => Assert.Equal(title, WebPage.TitleOf(Encoding.UTF8.GetBytes(page)));

    [Fact]
    public void TitleOf_LongTitle_IsCut() =>
        Assert.Equal($" (\"{new string('x', 80)}…\")", WebPage.TitleOf(Encoding.UTF8.GetBytes($"<title>{new string('x', 81)}</title>")));

    [Fact]
    public void TitleOf_NoText_Empty() => Assert.Equal(string.Empty, WebPage.TitleOf([0xFF, 0xFE, 0x00, (byte)'<']));
}
