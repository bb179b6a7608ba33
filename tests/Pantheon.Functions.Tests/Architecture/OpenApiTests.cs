using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Tests.Architecture;

/// <summary>The API's description against the functions that answer.</summary>
public sealed partial class OpenApiTests
{
    private static readonly JsonObject Description = Read();

    private static readonly IReadOnlyList<(string Call, bool IsPublic)> Functions = [..
        from type in typeof(PantheonApp).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select ($"{trigger.Methods!.Single().ToUpperInvariant()} {PathOf(trigger.Route!)}", method.IsDefined(typeof(PublicEndpointAttribute)))];

    private static readonly IReadOnlyList<(string Call, JsonObject Item, JsonObject Operation)> Operations = [..
        from path in Description["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key != "parameters"
        select ($"{operation.Key.ToUpperInvariant()} {path.Key}", path.Value!.AsObject(), operation.Value!.AsObject())];

    [Fact]
    public void Calls_AreThoseOfTheFunctionsAndNoOthers() => Assert.Equal(
        Functions.Select(function => function.Call).Order(StringComparer.Ordinal), Operations.Select(operation => operation.Call).Order(StringComparer.Ordinal));

    [Fact]
    public void Calls_OfTheCallersOwn_SayThatTheyNeedASignIn() => Assert.Equal(
        Functions.Where(function => !function.IsPublic).Select(function => function.Call).Order(StringComparer.Ordinal),
        Operations.Where(operation => operation.Operation["security"] is null).Select(operation => operation.Call).Order(StringComparer.Ordinal));

    [Fact]
    public void Calls_HaveTheirParametersAnIdAndTheRefusalOfTooMany() => Assert.All(Operations, operation =>
    {
        var described = (operation.Item["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "path").Select(parameter => (string)parameter!["name"]!);
        Assert.Equal(PathParameter().Matches(operation.Call).Select(match => match.Groups["name"].Value), described);
        Assert.Contains("429", operation.Operation["responses"]!.AsObject().Select(response => response.Key));
        Assert.False(string.IsNullOrEmpty((string?)operation.Operation["operationId"]));
    });

    [Fact]
    public void OperationIds_AreUnique()
    {
        var ids = Operations.Select(operation => (string)operation.Operation["operationId"]!).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void References_PointToSomething() => Assert.All(Reference().Matches(Description.ToJsonString()), match =>
        Assert.NotNull(match.Groups["path"].Value.Split('/').Aggregate((JsonNode?)Description, (node, name) => node?[name])));

    // "{ignored:maxlength(0)?}" is how both hosts serve the root; "{*path}" takes all that follows.
    private static string PathOf(string route) => route.StartsWith("{ignored", StringComparison.Ordinal) ? "/" : "/" + route.Replace("{*", "{", StringComparison.Ordinal);

    private static JsonObject Read()
    {
        using var stream = typeof(PantheonApp).Assembly.GetManifestResourceStream("openapi.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathParameter();

    [GeneratedRegex("\"#/(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
