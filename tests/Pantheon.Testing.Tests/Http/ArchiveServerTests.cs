using System.Net;
using System.Net.Http.Headers;

namespace Pantheon.Testing.Tests;

public sealed class ArchiveServerTests : IAsyncLifetime
{
    private const int Length = 300_000;

    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private ArchiveServer server = null!;

    private static ServedContent Content => ServedContent.Pattern(Length);

    public async Task InitializeAsync() => server = await ArchiveServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Serve_WholeFile_AnswersWithLengthETagAndBytes()
    {
        var url = server.Serve("/site.tar.gz", new Answer { Content = Content, ETag = "\"v1\"" });

        using var response = await Client.GetAsync(url);
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal(Length, response.Content.Headers.ContentLength);
        Assert.Equal("\"v1\"", response.Headers.ETag?.Tag);
        Assert.Equal("bytes", Assert.Single(response.Headers.AcceptRanges));
        Assert.Equal(Length, bytes.Length);
        Assert.Equal(1000 % 251, bytes[1000]);
    }

    [Theory]
    [InlineData("bytes=100-199", 100, 100)]
    [InlineData("bytes=299990-", 299_990, 10)]
    [InlineData("bytes=-5", 299_995, 5)]
    [InlineData("bytes=299990-400000", 299_990, 10)]
    public async Task Serve_Range_AnswersThatPart(string range, int from, int length)
    {
        var url = server.Serve("/a", new Answer { Content = Content });

        using var response = await GetAsync(url, range);
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal($"bytes {from}-{from + length - 1}/{Length}", response.Content.Headers.ContentRange?.ToString());
        Assert.Equal(Enumerable.Range(from, length).Select(i => (byte)(i % 251)), bytes);
        Assert.Equal(range, Assert.Single(server.Requests).Range);
    }

    [Fact]
    public async Task Serve_RangePastTheEnd_Answers416()
    {
        using var response = await GetAsync(server.Serve("/a", new Answer { Content = Content }), "bytes=300000-");

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
    }

    [Fact]
    public async Task Serve_RangesOff_AnswersTheWhole()
    {
        using var response = await GetAsync(server.Serve("/a", new Answer { Content = Content, Ranges = false }), "bytes=100-199");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Length, (await response.Content.ReadAsByteArrayAsync()).Length);
        Assert.Empty(response.Headers.AcceptRanges);
    }

    [Fact]
    public async Task Serve_IfRangeOfAnOlderVersion_AnswersTheWhole()
    {
        var url = server.Serve("/a", request => new Answer { Content = Content, ETag = $"\"v{request.Number}\"" });
        using var first = await Client.GetAsync(url);

        using var second = await GetAsync(url, "bytes=100-", first.Headers.ETag!.Tag);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal("\"v2\"", second.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task Serve_HeadOff_Answers405ToHeadAlone()
    {
        var url = server.Serve("/a", new Answer { Content = Content, Head = false });

        using var head = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, url));
        using var get = await Client.GetAsync(url);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, head.StatusCode);
        Assert.Equal(HttpStatusCode.OK, get.StatusCode);
        Assert.Equal(["HEAD", "GET"], server.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task Serve_Head_AnswersLengthWithoutABody()
    {
        using var head = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, server.Serve("/a", new Answer { Content = Content })));

        Assert.Equal(Length, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Serve_Unavailable_SaysWhenToComeBack()
    {
        using var response = await Client.GetAsync(server.Serve("/a", Answer.Error(503, TimeSpan.FromSeconds(7))));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Serve_Redirect_NamesTheTarget()
    {
        using var response = await Client.GetAsync(server.Serve("/a", Answer.Redirect("/b")));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/b", response.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(200_000, false)]
    [InlineData(200_000, true)]
    public async Task Serve_DropOnce_BytesBeforeItArriveAndTheNextGetIsWhole(int after, bool chunked)
    {
        var url = server.Serve("/a", new Answer { Content = Content, DropAfter = after, DropTimes = 1, Chunked = chunked });

        Assert.Equal((after, true), await ReadAsync(url));
        Assert.Equal((Length, false), await ReadAsync(url));
    }

    [Fact]
    public async Task Serve_ClaimsMoreThanItHas_EndsEarly()
    {
        var url = server.Serve("/a", new Answer { Content = Content, ClaimedLength = Length + 10 });

        Assert.Equal((Length, true), await ReadAsync(url));
    }

    [Fact]
    public async Task Serve_ClaimsLessThanItHas_IsCut()
    {
        var url = server.Serve("/a", new Answer { Content = Content, ClaimedLength = 10 });

        Assert.Equal((10, false), await ReadAsync(url));
    }

    [Fact]
    public async Task Serve_Chunked_HasNoLength()
    {
        using var response = await Client.GetAsync(server.Serve("/a", new Answer { Content = Content, Chunked = true }), HttpCompletionOption.ResponseHeadersRead);

        Assert.Null(response.Content.Headers.ContentLength);
        Assert.Equal(Length, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task DisposeAsync_StalledAnswer_EndsIt()
    {
        await using var stalling = await ArchiveServer.StartAsync();
        var url = stalling.Serve("/a", new Answer { Content = Content, StallAfter = 1000 });
        var reading = ReadAsync(url);
        await stalling.WhenStalledAsync("/a");
        Assert.False(reading.IsCompleted);

        await stalling.DisposeAsync();

        Assert.Equal((1000, true), await reading);
    }

    private async Task<HttpResponseMessage> GetAsync(Uri url, string range, string? ifRange = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("Range", range);
        if (ifRange is not null)
            request.Headers.IfRange = new RangeConditionHeaderValue(ifRange);
        return await Client.SendAsync(request);
    }

    private async Task<(int Bytes, bool Dropped)> ReadAsync(Uri url)
    {
        using var response = await Client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[4096];
        var total = 0;
        try
        {
            while (await body.ReadAsync(buffer) is > 0 and var read)
                total += read;
            return (total, false);
        }
        catch (IOException)
        {
            return (total, true);
        }
    }
}
