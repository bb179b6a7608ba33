using System.Text.Json;

namespace Pantheon.Embedded.Hosting;

/// <summary>What this host takes from host.json, the same file that the Functions host reads.</summary>
/// <param name="RoutePrefix">Put before every route; "api" where the file says nothing.</param>
/// <param name="ActivityConcurrency">Activities that run at once.</param>
/// <param name="OrchestrationConcurrency">Instances that step at once.</param>
internal sealed record HostJson(string RoutePrefix, int ActivityConcurrency, int OrchestrationConcurrency)
{
    /// <summary>Reads host.json beside the app; the Functions host's defaults where there is none.</summary>
    /// <exception cref="JsonException">The file is not JSON.</exception>
    internal static HostJson Read(string path)
    {
        using var file = File.Exists(path) ? JsonDocument.Parse(File.ReadAllText(path)) : JsonDocument.Parse("{}");
        var extensions = Child(file.RootElement, "extensions");
        var durable = Child(extensions, "durableTask");
        return new(
            Child(Child(extensions, "http"), "routePrefix") is { ValueKind: JsonValueKind.String } prefix ? prefix.GetString()! : "api",
            Number(durable, "maxConcurrentActivityFunctions", 10 * Environment.ProcessorCount),
            Math.Min(Number(durable, "maxConcurrentOrchestratorFunctions", 10 * Environment.ProcessorCount), 2 * Environment.ProcessorCount));
    }

    private static JsonElement Child(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : default;

    private static int Number(JsonElement element, string name, int otherwise) =>
        Child(element, name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : otherwise;
}
