using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Archives.Downloads;

namespace Pantheon.Archives.Tests.Downloads;

public sealed class ArchiveDownloaderTests
{
    private static readonly DateTimeOffset Start = new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Start);

    private ArchiveDownloader Downloader(int maxRedirects = 5) =>
        ArchiveDownloader.Create(new() { AllowedPrivateHosts = ["127.0.0.1"], MaxRedirects = maxRedirects }, time);

    private Task<RemoteArchive> OpenAsync(Uri url) => Downloader().OpenAsync(url, CancellationToken.None);

    private static Task<LoopbackServer> AnsweringAsync(int status, string? retryAfter = null) => LoopbackServer.StartAsync(context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    });

    [Fact]
    public async Task OpenAsync_Archive_BytesLengthAndETag()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];
        string? asked = null;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            asked = $"{context.Request.Headers.UserAgent}|{context.Request.Headers.AcceptEncoding}|{context.Request.Headers.Authorization}";
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes);
        });

        await using var archive = await OpenAsync(server.At("/a.tar.gz?key=1"));
        var read = new MemoryStream();
        await archive.Content.CopyToAsync(read);

        Assert.Equal(bytes, read.ToArray());
        Assert.Equal((100_000L, "\"v1\""), (archive.Length, archive.Version.ETag));
        Assert.Equal("Pantheon.Functions/1.0|identity|", asked);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task OpenAsync_Redirects_FollowedUntilTheArchive(int status)
    {
        var paths = new List<string>();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            paths.Add(context.Request.Path + context.Request.QueryString);
            (context.Response.StatusCode, context.Response.Headers.Location) = context.Request.Path.Value switch
            {
                "/a/start" => (status, "next?x=1"),
                "/a/next" => (status, "/end"),
                _ => (200, default(string)),
            };
            return Task.CompletedTask;
        });

        await using var archive = await OpenAsync(server.At("/a/start"));

        Assert.Equal(["/a/start", "/a/next?x=1", "/end"], paths);
    }

    [Fact]
    public async Task OpenAsync_TooManyRedirects_Refused()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });

        var refusal = await Assert.ThrowsAsync<ArchiveException>(() => Downloader(maxRedirects: 3).OpenAsync(server.At("/"), CancellationToken.None));

        Assert.Equal(FindingCode.Unreachable, refusal.Code);
        Assert.Contains("more than 3 times", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Requests);
    }

    [Theory]
    [InlineData(404, FindingCode.NotFound, "HTTP 404 error: Unable to download the archive")]
    [InlineData(410, FindingCode.NotFound, "HTTP 404 error: Unable to download the archive")]
    [InlineData(401, FindingCode.Unreachable, "Unable to download the archive")]
    [InlineData(403, FindingCode.Unreachable, "Unable to download the archive")]
    [InlineData(400, FindingCode.Unreachable, "Unable to download the archive")]
    [InlineData(204, FindingCode.Unreachable, "Unable to download the archive")]
    [InlineData(302, FindingCode.Unreachable, "Unable to download the archive")]
    public async Task OpenAsync_AnswerThatStays_RefusedWithItsStatus(int status, string code, string title)
    {
        await using var server = await AnsweringAsync(status);

        var refusal = await Assert.ThrowsAsync<ArchiveException>(() => OpenAsync(server.At("/a?key=secret")));

        Assert.Equal((code, title), (refusal.Code, refusal.Title));
        Assert.Contains($"{status}", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task OpenAsync_AnswerThatMayPass_TransferException(int status)
    {
        await using var server = await AnsweringAsync(status);

        var broken = await Assert.ThrowsAsync<TransferException>(() => OpenAsync(server.At("/a?key=secret")));

        Assert.Null(broken.RetryAfter);
        Assert.DoesNotContain("secret", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Thu, 29 Feb 2024 12:05:00 GMT", 300)]
    [InlineData("Thu, 29 Feb 2024 11:00:00 GMT", 0)]
    public async Task OpenAsync_RetryAfter_Told(string retryAfter, int seconds)
    {
        await using var server = await AnsweringAsync(429, retryAfter);

        Assert.Equal(TimeSpan.FromSeconds(seconds), (await Assert.ThrowsAsync<TransferException>(() => OpenAsync(server.At("/")))).RetryAfter);
    }

    [Fact]
    public async Task OpenAsync_ConnectionRefused_TransferException()
    {
        using var unheard = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        unheard.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // taken, and nobody listens

        await Assert.ThrowsAsync<TransferException>(() => OpenAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)unheard.LocalEndPoint!).Port}/")));
    }

    [Fact]
    public async Task OpenAsync_CertificateOfNobody_Refused()
    {
        using var key = ECDsa.Create();
        using var self = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(Start, Start.AddYears(20));
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("x"), self);

        var refusal = await Assert.ThrowsAsync<ArchiveException>(() => OpenAsync(server.At("/", scheme: "https")));

        Assert.Equal(FindingCode.Unreachable, refusal.Code);
        Assert.Contains("certificate", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_SourceThatNeverAnswers_TransferException()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

        var opening = OpenAsync(server.At("/"));
        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Contains("did not answer in time", (await Assert.ThrowsAsync<TransferException>(() => opening)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_CancelledByTheCaller_Cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await using var server = await AnsweringAsync(200);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Downloader().OpenAsync(server.At("/"), cancelled.Token));
    }
}
