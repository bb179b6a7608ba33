using System.Net;

namespace Pantheon.Embedded.Tests.Hosting;

public sealed class HttpFunctionsTests : IAsyncLifetime
{
    private TestHost host = null!;

    private HttpClient Http => host.Http;

    public async Task InitializeAsync() => host = await TestHost.StartAsync();

    [Theory]
    [InlineData("/api/", "root of /api/")]
    [InlineData("/api", "root of /api")]
    public async Task Get_MaxlengthZeroRoute_ServesTheRoot(string path, string answer) =>
        Assert.Equal(answer, await Http.GetStringAsync(path));

    [Fact]
    public async Task Post_HttpRequest_QueryAndBodyAndCamelCaseAnswer()
    {
        using var body = new StringContent("in");

        using var answer = await Http.PostAsync("/api/echo?q=1", body);

        Assert.Equal("""{"query":"1","body":"in"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Get_ActionResult_StatusAndCamelCaseBody()
    {
        Http.DefaultRequestHeaders.UserAgent.ParseAdd("tests");

        using var answer = await Http.GetAsync("/api/action");

        Assert.Equal((HttpStatusCode)418, answer.StatusCode);
        Assert.Equal("""{"userAgent":"tests"}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Send_NoRouteNoMethods_IsTheNameAndAnyMethod(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/ByName");

        using var answer = await Http.SendAsync(request);

        Assert.Equal(method, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_RouteParameters_AreTyped()
    {
        var id = new Guid("0102030405060708090a0b0c0d0e0f10");

        Assert.Equal($"{id:N} 42", await Http.GetStringAsync($"/api/sites/{id}/41"));
    }

    [Theory]
    [InlineData("/api/dashboard/a/b", "a/b")]
    [InlineData("/api/dashboard", "none")]
    public async Task Get_CatchAll_TakesTheRest(string path, string answer) => Assert.Equal(answer, await Http.GetStringAsync(path));

    [Theory]
    [InlineData("GET", "/api/sites/no-guid/1", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/sites/01020304-0506-0708-090a-0b0c0d0e0f10/x", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/nowhere", HttpStatusCode.NotFound)]
    [InlineData("GET", "/dashboard/a", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/greetings/Ada", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/api/action", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/throw", HttpStatusCode.InternalServerError)]
    public async Task Send_NothingServes_Status(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await Http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Post_Form_IsRead()
    {
        using var form = new FormUrlEncodedContent([new("name", "a & b")]);

        using var answer = await Http.PostAsync("/api/form", form);

        Assert.Equal("a & b", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_StreamedAnswer_ArrivesPieceByPiece()
    {
        host.Seen.Lines.Writer.TryWrite("first");
        using var reader = new StreamReader(await Http.GetStreamAsync("/api/events"));

        Assert.Equal("data: first", await reader.ReadLineAsync());
        host.Seen.Lines.Writer.TryWrite("second");
        Assert.Empty((await reader.ReadLineAsync())!);
        Assert.Equal("data: second", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Get_ClientGoesAway_TokenIsCancelled()
    {
        using var end = new CancellationTokenSource();

        var request = Http.GetAsync("/api/hang", end.Token);
        await host.Seen.RequestBegan.Task;
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await host.Seen.RequestAborted.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Get_FunctionContext_KnowsFunctionAndRequest() => Assert.Equal(
        $$"""{"name":"Context","entryPoint":"{{typeof(TestFunctions).FullName}}.Context","sameRequest":true,"order":null,"injected":true}""",
        await Http.GetStringAsync("/api/context"));

    [Fact]
    public async Task Post_DurableClient_RunsTheOrchestration()
    {
        using var answer = await Http.PostAsync("/api/greetings/Ada", null);

        Assert.Equal("Hello Ada", await answer.Content.ReadAsStringAsync());
    }

    public async Task DisposeAsync() => await host.DisposeAsync();
}
