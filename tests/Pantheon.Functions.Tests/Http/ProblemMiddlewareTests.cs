using System.Net;
using Pantheon.Functions.Tests.Platforms;

namespace Pantheon.Functions.Tests.Http;

public sealed class ProblemMiddlewareTests
{
    [Fact]
    public async Task Call_ThatBreaks_AnswersWithoutTellingWhy()
    {
        var hook = new PlatformHook { NameCheck = _ => throw new InvalidOperationException("the inner secret") };
        await using var host = await PantheonHost.StartNewAsync(configure: hook.AddTo);
        using var response = await host.Http.GetAsync("/api/site-names/anything");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("internal", await response.CodeOfAsync());
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(host.Logs.Lines, line => line.Contains("the inner secret", StringComparison.Ordinal));
    }
}
