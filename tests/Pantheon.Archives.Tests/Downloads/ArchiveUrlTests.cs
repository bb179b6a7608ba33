using Pantheon.Archives.Downloads;

namespace Pantheon.Archives.Tests.Downloads;

public sealed class ArchiveUrlTests
{
    [Theory]
    [InlineData(null, "Give the address of the archive.")]
    [InlineData("", "Give the address of the archive.")]
    [InlineData(" \n", "Give the address of the archive.")]
    [InlineData("example.com/a.tar.gz", "The address must begin with http:// or https://.")]
    [InlineData("/etc/passwd", "The address must begin with http:// or https://.")]
    [InlineData("ftp://example.com/a.tar.gz", "The address must begin with http:// or https://.")]
    [InlineData("file:///etc/passwd", "The address must begin with http:// or https://.")]
    [InlineData("gopher://127.0.0.1:6379/_x", "The address must begin with http:// or https://.")]
    [InlineData("http://", "The address must begin with http:// or https://.")]
    [InlineData("https://user:secret@example.com/a", "The address must not hold a user name or password.")]
    [InlineData("https://user@example.com/a", "The address must not hold a user name or password.")]
    public void TryParse_Unusable_SaysWhy(string? text, string why)
    {
        Assert.Equal(why, ArchiveUrl.TryParse(text, out var url));
        Assert.Null(url);
    }

    [Fact]
    public void TryParse_Overlong_SaysWhy() =>
        Assert.Equal("The address is longer than 4,096 characters.", ArchiveUrl.TryParse("https://example.com/" + new string('x', 4096), out _));

    [Theory]
    [InlineData(" https://example.com/a b.tar.gz?X-Sig=a%2Fb&y=1\n", "https://example.com/a%20b.tar.gz?X-Sig=a%2Fb&y=1")]
    [InlineData("HTTP://Example.com:8080/A", "http://example.com:8080/A")]
    [InlineData("https://www.dropbox.com/s/abc/site.tar.gz?dl=0", "https://www.dropbox.com/s/abc/site.tar.gz?dl=1")]
    public void TryParse_Usable_DirectAddress(string text, string direct)
    {
        Assert.Null(ArchiveUrl.TryParse(text, out var url));
        Assert.Equal(direct, url?.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://example.com/a/b.zip?token=secret", "https://example.com/a/b.zip?…")]
    [InlineData("https://example.com/a#secret", "https://example.com/a")]
    [InlineData("https://user:secret@example.com:8443/a", "https://example.com:8443/a")]
    [InlineData("https://example.com", "https://example.com/")]
    public void Redact_Address_WithoutSecrets(string url, string shown) => Assert.Equal(shown, ArchiveUrl.Redact(new Uri(url)));
}
