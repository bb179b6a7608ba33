using Pantheon.Archives.Downloads;

namespace Pantheon.Archives.Tests.Downloads;

public sealed class ShareLinksTests
{
    private const string Google = "https://drive.usercontent.google.com/download?id=1AbC-dEf_GhIjK&export=download&confirm=t";

    [Theory]
    [InlineData("https://www.dropbox.com/s/abc/a.tar.gz?dl=0", "https://www.dropbox.com/s/abc/a.tar.gz?dl=1")]
    [InlineData("https://www.dropbox.com/s/abc/a.tar.gz", "https://www.dropbox.com/s/abc/a.tar.gz?dl=1")]
    [InlineData("https://www.dropbox.com/scl/fi/x/a.zip?rlkey=k&st=s&dl=0", "https://www.dropbox.com/scl/fi/x/a.zip?rlkey=k&st=s&dl=1")]
    [InlineData("https://dropbox.com/s/abc/a.zip?dl=1", "https://dropbox.com/s/abc/a.zip?dl=1")]
    [InlineData("https://drive.google.com/file/d/1AbC-dEf_GhIjK/view?usp=sharing", Google)]
    [InlineData("https://drive.google.com/open?id=1AbC-dEf_GhIjK", Google)]
    [InlineData("https://drive.google.com/uc?export=download&id=1AbC-dEf_GhIjK", Google)]
    [InlineData("https://1drv.ms/u/s!abc?e=x", "https://1drv.ms/u/s!abc?e=x&download=1")]
    [InlineData("https://onedrive.live.com/?id=x", "https://onedrive.live.com/?id=x&download=1")]
    [InlineData("https://acme.sharepoint.com/:u:/s/x/abc?e=y", "https://acme.sharepoint.com/:u:/s/x/abc?e=y&download=1")]
    [InlineData("https://app.box.com/s/abcdefghij1234", "https://app.box.com/shared/static/abcdefghij1234")]
    [InlineData("https://acme.app.box.com/s/abcdefghij1234", "https://acme.app.box.com/shared/static/abcdefghij1234")]
    [InlineData("https://github.com/o/r/blob/main/backups/site.tar.gz?plain=1", "https://github.com/o/r/raw/main/backups/site.tar.gz")]
    [InlineData("https://github.com/o/r/releases/download/v1/site.tar.gz", "https://github.com/o/r/releases/download/v1/site.tar.gz")]
    public void ToDirect_ShareLink_LinkToTheFile(string link, string direct) => Assert.Equal(direct, ShareLinks.ToDirect(new Uri(link)).AbsoluteUri);

    [Theory]
    [InlineData("https://drive.google.com/drive/my-drive")]
    [InlineData("https://app.box.com/folder/0")]
    [InlineData("https://notdropbox.com/s/abc?dl=0")]
    [InlineData("https://www.dropbox.com.evil.example/s?dl=0")]
    [InlineData("https://evilsharepoint.com/x")]
    [InlineData("https://bucket.s3.amazonaws.com/a.tar.gz?X-Amz-Signature=x%2By")]
    public void ToDirect_AnyOther_Same(string link) => Assert.Equal(link, ShareLinks.ToDirect(new Uri(link)).AbsoluteUri);
}
