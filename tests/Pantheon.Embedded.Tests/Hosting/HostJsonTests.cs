using Microsoft.Extensions.DependencyInjection;
using Pantheon.Embedded.Hosting;

namespace Pantheon.Embedded.Tests.Hosting;

public sealed class HostJsonTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("hostjson-").FullName;

    [Fact]
    public void Read_NoFile_DefaultsOfTheFunctionsHost()
    {
        var read = HostJson.Read(Path.Combine(directory, "none.json"));

        Assert.Equal(("api", 10 * Environment.ProcessorCount), (read.RoutePrefix, read.ActivityConcurrency));
    }

    [Fact]
    public void Read_KeysOfTheFunctionsHost_AreTaken()
    {
        var read = Read("""
            {
              "version": "2.0",
              "extensions": {
                "http": { "routePrefix": "v1/sites" },
                "durableTask": { "maxConcurrentActivityFunctions": 3, "maxConcurrentOrchestratorFunctions": 1 }
              }
            }
            """);

        Assert.Equal(new HostJson("v1/sites", 3, 1), read);
    }

    [Fact]
    public void Read_NotJson_JsonException() => Assert.ThrowsAny<System.Text.Json.JsonException>(() => Read("{"));

    [Theory]
    [InlineData("", "/action", "/api/action")]
    [InlineData("v1/sites", "/v1/sites/action", "/action")]
    [InlineData("/slashes/", "/slashes/action", "/action")]
    public async Task RoutePrefix_OfTheFile_IsBeforeEveryRoute(string prefix, string served, string notServed)
    {
        var read = Read($$"""{ "extensions": { "http": { "routePrefix": "{{prefix}}" } } }""");
        await using var host = await TestHost.StartAsync(builder => builder.Services.AddSingleton(read));

        using var there = await host.Http.GetAsync(served);
        using var nowhere = await host.Http.GetAsync(notServed);

        Assert.Equal((418, 404), ((int)there.StatusCode, (int)nowhere.StatusCode));
    }

    [Fact]
    public async Task RoutePrefix_Empty_MaxlengthZeroRouteServesTheSlash()
    {
        var read = Read("""{ "extensions": { "http": { "routePrefix": "" } } }""");
        await using var host = await TestHost.StartAsync(builder => builder.Services.AddSingleton(read));

        using var nowhere = await host.Http.GetAsync("/nowhere");

        Assert.Equal("root of /", await host.Http.GetStringAsync("/"));
        Assert.Equal(404, (int)nowhere.StatusCode);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private HostJson Read(string json)
    {
        var path = Path.Combine(directory, "host.json");
        File.WriteAllText(path, json);
        return HostJson.Read(path);
    }
}
