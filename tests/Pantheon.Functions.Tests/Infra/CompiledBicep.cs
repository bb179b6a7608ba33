using System.Text.Json.Nodes;

namespace Pantheon.Functions.Tests.Infra;

/// <summary>infra/main.bicep as what Azure is sent, compiled once for a class of tests.</summary>
public sealed class CompiledBicep : IAsyncLifetime
{
    private static readonly string Main = Path.Combine(RepositoryDirectory.Path, "infra", "main.bicep");

    /// <summary>What the compiler said: its exit code, and warnings and errors.</summary>
    internal (int ExitCode, string Error) Build { get; private set; }

    /// <summary>What the linter said.</summary>
    internal (int ExitCode, string Error) Lint { get; private set; }

    /// <summary>The template; empty where it could not be compiled.</summary>
    internal JsonObject Template { get; private set; } = [];

    /// <summary>The template and those of its modules.</summary>
    internal IEnumerable<JsonObject> Templates => [Template, .. ResourcesOf(Template)
        .Where(resource => (string?)resource["type"] == "Microsoft.Resources/deployments")
        .Select(resource => resource["properties"]!["template"]!.AsObject())];

    /// <summary>The resources of one type, of all modules; existing ones aside.</summary>
    internal IReadOnlyList<JsonObject> Resources(string type) =>
        [.. Templates.SelectMany(ResourcesOf).Where(resource => (string?)resource["type"] == type && resource["existing"] is null)];

    public async Task InitializeAsync()
    {
        if (!BicepCompiler.RunsHere)
            return;
        using var compiler = new BicepCompiler();
        var build = await compiler.RunAsync("build", Main, "--stdout");
        var lint = await compiler.RunAsync("lint", Main);
        (Build, Lint) = ((build.ExitCode, build.Error), (lint.ExitCode, lint.Error));
        if (build.ExitCode == 0)
            Template = JsonNode.Parse(build.Output)!.AsObject();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    // With symbolic names the resources are an object, without an array.
    private static IEnumerable<JsonObject> ResourcesOf(JsonObject template) => template["resources"] switch
    {
        JsonObject named => named.Select(resource => resource.Value!.AsObject()),
        JsonArray list => list.Select(resource => resource!.AsObject()),
        _ => [],
    };
}
