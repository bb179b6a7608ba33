using System.Text;
using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Tests.Reading;

public sealed class ArchiveSnifferTests
{
    [Fact]
    public void Sniff_GzipBytes_TarGzip() => Assert.Equal(ArchiveFormat.TarGzip, ArchiveSniffer.Sniff(new TarBuilder().File("a").ToTarGzip()));

    [Fact]
    public void Sniff_UstarAndGnuTar_Tar()
    {
        Assert.Equal(ArchiveFormat.Tar, ArchiveSniffer.Sniff(new TarBuilder().File("a").ToTar()));
        Assert.Equal(ArchiveFormat.Tar, ArchiveSniffer.Sniff(new TarBuilder().Entry("a", '0', gnu: true).ToTar()));
    }

    [Fact]
    public void Sniff_ZipAndEmptyZip_Zip()
    {
        Assert.Equal(ArchiveFormat.Zip, ArchiveSniffer.Sniff(new ZipBuilder().File("a").ToZip()));
        Assert.Equal(ArchiveFormat.Zip, ArchiveSniffer.Sniff(new ZipBuilder().ToZip()));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>")]
    [InlineData("<!doctype HTML PUBLIC \"-//W3C//DTD\">")]
    [InlineData("\r\n\t <html lang=en>")]
    [InlineData("\uFEFF<!DOCTYPE html>")]
    public void Sniff_WebPage_Html(string page) => Assert.Equal(ArchiveFormat.Html, ArchiveSniffer.Sniff(Encoding.UTF8.GetBytes(page)));

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("7z\u00bc\u00af'\u001c")]
    [InlineData("Rar!\u001a\a")]
    [InlineData("-- MySQL dump 10.13")]
    public void Sniff_AnythingElse_Unknown(string text) =>
        Assert.Equal(ArchiveFormat.Unknown, ArchiveSniffer.Sniff(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public async Task SniffAsync_SeekableStream_GoesBackToItsBeginning()
    {
        var stream = new MemoryStream(new TarBuilder().File("a").ToTar());

        Assert.Equal(ArchiveFormat.Tar, await ArchiveSniffer.SniffAsync(stream, CancellationToken.None));
        Assert.Equal(0, stream.Position);
    }
}
