using System.Net;
using Microsoft.AspNetCore.Http;
using Pantheon.Archives.Downloads;

namespace Pantheon.Archives.Tests.Downloads;

public sealed class GuardedHandlerTests
{
    private static Task Ok(HttpContext context) => context.Response.WriteAsync("archive");

    private static async Task<string> ReadAsync(Uri url, DownloadOptions options)
    {
        await using var archive = await ArchiveDownloader.Create(options, TimeProvider.System).OpenAsync(url, CancellationToken.None);
        using var reader = new StreamReader(archive.Content);
        return await reader.ReadToEndAsync();
    }

    private static async Task<ArchiveException> RefusedAsync(Uri url, DownloadOptions options) =>
        await Assert.ThrowsAsync<ArchiveException>(() => ReadAsync(url, options));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("0x7f000001")]
    [InlineData("2130706433")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    [InlineData("0")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.1")]
    public async Task OpenAsync_PrivateHostHoweverWritten_RefusedWithoutARequest(string host)
    {
        await using var server = await LoopbackServer.StartAsync(Ok);

        var refusal = await RefusedAsync(server.At("/", host), new() { AllowedPorts = [server.Port] });

        Assert.Equal((FindingCode.PrivateAddress, "The archive's address is not public"), (refusal.Code, refusal.Title));
        Assert.Contains("not on the public internet", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData("93.184.216.34", "127.0.0.1")]
    [InlineData("127.0.0.1", "93.184.216.34")]
    [InlineData("2606:2800:220:1::1", "::1")]
    public async Task OpenAsync_NameWithAPublicAndAPrivateAnswer_RefusedWithoutARequest(string first, string second)
    {
        await using var server = await LoopbackServer.StartAsync(Ok);
        var options = new DownloadOptions { AllowedPorts = [server.Port], Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(first), IPAddress.Parse(second) }) };

        var refusal = await RefusedAsync(server.At("/", "two-faced.example"), options);

        Assert.Equal(FindingCode.PrivateAddress, refusal.Code);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task OpenAsync_Name_ConnectsToWhatWasChecked()
    {
        await using var server = await LoopbackServer.StartAsync(Ok);
        var asked = 0;
        var options = new DownloadOptions
        {
            AllowedPrivateHosts = ["named.example"],
            Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(++asked == 1 ? "127.0.0.1" : "127.0.0.2") }),
        };

        Assert.Equal("archive", await ReadAsync(server.At("/", "named.example"), options));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task OpenAsync_AllowedHost_Downloaded()
    {
        await using var server = await LoopbackServer.StartAsync(Ok);

        Assert.Equal("archive", await ReadAsync(server.At("/"), new() { AllowedPrivateHosts = ["127.0.0.1"] }));
        Assert.Equal("archive", await ReadAsync(server.At("/"), new() { AllowedPrivateHosts = [$"127.0.0.1:{server.Port}"] }));
        Assert.Equal("archive", await ReadAsync(server.At("/", "localhost"), new() { AllowedPrivateHosts = ["LocalHost"] }));
    }

    [Fact]
    public async Task OpenAsync_AllowedHostAtAnotherPort_Refused()
    {
        await using var server = await LoopbackServer.StartAsync(Ok);
        var options = new DownloadOptions { AllowedPrivateHosts = [$"127.0.0.1:{server.Port + 1}", "localhost"], AllowedPorts = [server.Port] };

        Assert.Equal(FindingCode.PrivateAddress, (await RefusedAsync(server.At("/"), options)).Code);
    }

    [Theory]
    [InlineData("[::1]", "::1", 80, true)]
    [InlineData("[::1]:8080", "::1", 8080, true)]
    [InlineData("[::1]:8080", "::1", 80, false)]
    [InlineData("::1", "::1", 80, true)]
    [InlineData("archive.internal", "ARCHIVE.internal", 80, true)]
    [InlineData("archive.internal", "x.archive.internal", 80, false)]
    public void Allows_HostsAsTheyStandInUrls_Known(string allowed, string host, int port, bool allows) =>
        Assert.Equal(allows, new DownloadOptions { AllowedPrivateHosts = [allowed] }.Allows(host, port));

    [Theory]
    [InlineData("http://example.com:22/")]
    [InlineData("http://example.com:6379/")]
    [InlineData("https://example.com:3306/")]
    public async Task OpenAsync_UnusualPort_Refused(string url)
    {
        var refusal = await RefusedAsync(new Uri(url), new());

        Assert.Equal(FindingCode.PrivateAddress, refusal.Code);
        Assert.Contains("Port ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://example.com/a")]
    [InlineData("file:///etc/passwd")]
    public async Task OpenAsync_OtherScheme_Refused(string url) =>
        Assert.Equal(FindingCode.Unreachable, (await RefusedAsync(new Uri(url), new())).Code);

    [Fact]
    public async Task OpenAsync_RedirectToAPrivateAddress_RefusedThere()
    {
        await using var inner = await LoopbackServer.StartAsync(Ok);
        await using var outer = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect(inner.At("/", context.Request.Path == "/name" ? "localhost" : "127.0.0.1").AbsoluteUri);
            return Task.CompletedTask;
        });
        var options = new DownloadOptions { AllowedPrivateHosts = [$"127.0.0.1:{outer.Port}"], AllowedPorts = [inner.Port] };

        Assert.Equal(FindingCode.PrivateAddress, (await RefusedAsync(outer.At("/"), options)).Code);
        Assert.Equal(FindingCode.PrivateAddress, (await RefusedAsync(outer.At("/name"), options)).Code);
        Assert.Equal((2, 0), (outer.Requests, inner.Requests));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/a", FindingCode.Unreachable)]
    [InlineData("file:///etc/passwd", FindingCode.Unreachable)]
    [InlineData("http://169.254.169.254/metadata", FindingCode.PrivateAddress)]
    [InlineData("http://[::ffff:169.254.169.254]/", FindingCode.PrivateAddress)]
    [InlineData("//10.0.0.1/", FindingCode.PrivateAddress)]
    [InlineData("http://example.com:25/", FindingCode.PrivateAddress)]
    [InlineData("//", FindingCode.Unreachable)]
    [InlineData("http://", FindingCode.Unreachable)]
    [InlineData("http://[/", FindingCode.Unreachable)]
    public async Task OpenAsync_RedirectToWhatIsNotAllowed_Refused(string location, string code)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });

        Assert.Equal(code, (await RefusedAsync(server.At("/"), new() { AllowedPrivateHosts = [$"127.0.0.1:{server.Port}"] })).Code);
    }
}
