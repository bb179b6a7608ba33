using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pantheon.Embedded.Functions.Builder;
using Pantheon.Embedded.Hosting;

namespace Pantheon.Embedded.Tests.Hosting;

public sealed class EmbeddedConfigurationTests : IDisposable
{
    // Names of this test alone: the environment is the whole process'.
    private const string Key = "EmbeddedConfigurationTests:Value";
    private const string Variable = "EmbeddedConfigurationTests__Value";

    private readonly string directory = Directory.CreateTempSubdirectory("settings-").FullName;

    [Fact]
    public void Configuration_LaterSources_Win()
    {
        Assert.Null(Read());

        File.WriteAllText(Path.Combine(directory, "appsettings.json"), $$"""{ "EmbeddedConfigurationTests": { "Value": "file" } }""");
        Assert.Equal("file", Read());

        Environment.SetEnvironmentVariable(Variable, "environment");
        Assert.Equal("environment", Read());
        Assert.Equal("command line", Read($"--{Key}=command line"));
    }

    [Fact]
    public void Configuration_NothingSaid_LoopbackAndDotPantheon()
    {
        var builder = FunctionsApplication.CreateBuilder([]);

        Assert.Equal("http://127.0.0.1:7071", builder.Configuration["urls"]);
        Assert.Equal(".pantheon", new EmbeddedOptions().DataDirectory);
    }

    [Fact]
    public void Options_CommandLine_AreBound()
    {
        var builder = FunctionsApplication.CreateBuilder([$"--DataDirectory={directory}", "--StopGrace=00:01:00", "--urls", "http://127.0.0.1:0"]);
        using var services = builder.Services.BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<EmbeddedOptions>>().Value;

        Assert.Equal((directory, TimeSpan.FromMinutes(1)), (options.DataDirectory, options.StopGrace));
        Assert.Equal("http://127.0.0.1:0", builder.Configuration["urls"]);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Directory.Delete(directory, recursive: true);
    }

    private string? Read(params string[] args) =>
        FunctionsApplication.CreateBuilder([$"--DataDirectory={directory}", .. args]).Configuration[Key];
}
