using Microsoft.AspNetCore.Http;
using Pantheon.Archives.Downloads;
using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Tests.Downloads;

/// <summary>First looks, and parts of archives.</summary>
public sealed class RangeTests
{
    private const string Strong = "\"v1\"";
    private static readonly DateTimeOffset Modified = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ArchiveVersion Version = new(100, Strong, null);

    private readonly ArchiveDownloader downloader = ArchiveDownloader.Create(new() { AllowedPrivateHosts = ["127.0.0.1"] }, TimeProvider.System);

    private static Task<LoopbackServer> AnsweringAsync(int status, string? range, string? etag, Action<HttpRequest>? look = null) => LoopbackServer.StartAsync(async context =>
    {
        look?.Invoke(context.Request);
        context.Response.StatusCode = status;
        if (range is not null)
            context.Response.Headers.ContentRange = range;
        if (etag is not null)
            context.Response.Headers.ETag = etag;
        context.Response.ContentLength = 10;
        await context.Response.Body.WriteAsync(new byte[10]);
    });

    [Theory]
    [InlineData(Strong, false, Strong)]
    [InlineData(Strong, true, Strong)]
    [InlineData("W/\"v1\"", true, "Fri, 02 Jan 2026 12:00:00 GMT")]
    [InlineData("W/\"v1\"", false, "")]
    [InlineData(null, true, "Fri, 02 Jan 2026 12:00:00 GMT")]
    [InlineData(null, false, "")]
    public async Task OpenRange_Version_SendsTheStrongestCondition(string? etag, bool hasTime, string ifRange)
    {
        string? asked = null;
        await using var server = await AnsweringAsync(
            206, "bytes 20-29/100", etag, request => asked = $"{request.Headers.Range}|{request.Headers.IfRange}");

        await using var part = await downloader.OpenRangeAsync(server.At("/a"), 20, 29, new(100, etag, hasTime ? Modified : null), default);

        Assert.Equal($"bytes=20-29|{ifRange}", asked);
        Assert.Equal((true, 20L, 10L), (part.IsPart, part.From, part.Length));
    }

    [Theory]
    [InlineData(206, "bytes 20-29/100", "\"v2\"")]
    [InlineData(206, "bytes 20-29/101", Strong)]
    [InlineData(206, "bytes 20-29/100", "W/\"v1\"")]
    [InlineData(200, null, Strong)]
    [InlineData(200, null, null)]
    public async Task OpenRange_AnotherVersionOrTheWhole_IsChanged(int status, string? range, string? etag)
    {
        await using var server = await AnsweringAsync(status, range, etag);

        var refusal = await Assert.ThrowsAsync<ArchiveException>(() => downloader.OpenRangeAsync(server.At("/a"), 20, 29, Version, default));

        Assert.Equal(FindingCode.ChangedWhileCopied, refusal.Code);
    }

    [Theory]
    [InlineData("bytes 0-9/100")]
    [InlineData("bytes 21-29/100")]
    [InlineData(null)]
    public async Task OpenRange_AnotherPart_IsTriedAgain(string? range)
    {
        await using var server = await AnsweringAsync(206, range, Strong);

        await Assert.ThrowsAsync<TransferException>(() => downloader.OpenRangeAsync(server.At("/a"), 20, 29, Version, default));
    }

    [Theory]
    [InlineData("bytes 20-29/*", Strong)]
    [InlineData("bytes 20-29/100", null)]
    public async Task OpenRange_SourceTellsLess_IsTaken(string range, string? etag)
    {
        await using var server = await AnsweringAsync(206, range, etag);

        await using var part = await downloader.OpenRangeAsync(server.At("/a"), 20, 29, Version, default);

        Assert.True(part.IsPart);
    }

    [Theory]
    [InlineData(206, "bytes 0-16383/50000", true, 50000L)]
    [InlineData(206, "bytes 0-16383/*", false, null)]
    [InlineData(200, null, false, 16384L)]
    public async Task Probe_Answer_TellsWhetherPartsCanBeAskedFor(int status, string? range, bool accepts, long? length)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.ETag = Strong;
            context.Response.Headers.LastModified = "Fri, 02 Jan 2026 12:00:00 GMT";
            if (range is not null)
                context.Response.Headers.ContentRange = range;
            byte[] head = new byte[16384];
            (head[0], head[1], head[2]) = (0x1F, 0x8B, 8);
            context.Response.ContentLength = head.Length;
            await context.Response.Body.WriteAsync(head);
        });

        var probe = await downloader.ProbeAsync(server.At("/a"), default);

        Assert.Equal(new ArchiveProbe(new(length, Strong, Modified), accepts, ArchiveFormat.TarGzip) { FileName = "a", ContentType = probe.ContentType }, probe);
    }

    [Fact]
    public async Task Probe_PageWithoutTitle_IsFormat()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("<!DOCTYPE html><html><body>Log in"));

        var refusal = await Assert.ThrowsAsync<ArchiveException>(() => downloader.ProbeAsync(server.At("/a"), default));

        Assert.Equal(FindingCode.Format, refusal.Code);
        Assert.Contains("web page, not", refusal.Message, StringComparison.Ordinal);
    }
}
