using System.Reflection;
using System.Text.Json.Nodes;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Tests.Infra;

/// <summary>What `azd up` sends to Azure.</summary>
public sealed class BicepTests(CompiledBicep bicep) : IClassFixture<CompiledBicep>
{
    [BicepFact]
    public void Main_Build_HasNoErrorAndNoWarning() => Assert.Equal((0, string.Empty), bicep.Build);

    [BicepFact]
    public void Main_Lint_HasNoErrorAndNoWarning() => Assert.Equal((0, string.Empty), bicep.Lint);

    [BicepFact]
    public void ParametersFile_Names_OnlyParametersThatExist() => Assert.Empty(Given.Except(Parameters.Select(parameter => parameter.Key)));

    [BicepFact]
    public void ParametersFile_Names_AllParametersWithoutDefault() =>
        Assert.Empty(Parameters.Where(parameter => parameter.Value!["defaultValue"] is null).Select(parameter => parameter.Key).Except(Given));

    [BicepFact]
    public void Templates_Hold_NoSecrets() => Assert.All(bicep.Templates, template =>
    {
        Assert.DoesNotContain("secure", template["parameters"]?.ToJsonString() ?? string.Empty, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", template["outputs"]?.ToJsonString() ?? string.Empty, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("listKeys", template.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    });

    [BicepFact]
    public void Storage_SharedKeysAndPublicBlobs_AreOff()
    {
        var account = Assert.Single(bicep.Resources("Microsoft.Storage/storageAccounts"))["properties"]!;

        Assert.False((bool)account["allowSharedKeyAccess"]!);
        Assert.False((bool)account["allowBlobPublicAccess"]!);
        Assert.Equal("TLS1_2", (string?)account["minimumTlsVersion"]);
    }

    [BicepFact]
    public void App_IsFoundByAzd()
    {
        var app = Assert.Single(bicep.Resources("Microsoft.Web/sites"));
        var azure = File.ReadAllLines(Path.Combine(RepositoryDirectory.Path, "azure.yaml"));

        Assert.Contains("'azd-service-name', 'functions'", (string)app["tags"]!, StringComparison.Ordinal);
        Assert.Contains("  functions:", azure);
    }

    [BicepFact]
    public void Authentication_IsOnAndLeavesOut_OnlyPublicEndpoints()
    {
        var settings = Assert.Single(bicep.Resources("Microsoft.Web/sites/config"), config => ((string)config["name"]!).Contains("authsettingsV2", StringComparison.Ordinal));
        var leftOut = settings["properties"]!["globalValidation"]!["excludedPaths"]!.AsArray().Select(path => (string)path!);

        Assert.True((bool)settings["properties"]!["platform"]!["enabled"]!);
        Assert.Empty(leftOut.Except(PublicPaths()));
    }

    private static IEnumerable<string> PublicPaths() =>
        from type in typeof(PantheonApp).Assembly.GetTypes()
        from method in type.GetMethods()
        where method.IsDefined(typeof(PublicEndpointAttribute))
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select "/" + trigger.Route;

    private IReadOnlyList<KeyValuePair<string, JsonNode?>> Parameters => [.. bicep.Template["parameters"]!.AsObject()];

    private static IReadOnlyList<string> Given => [..
        JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryDirectory.Path, "infra", "main.parameters.json")))!["parameters"]!.AsObject()
            .Select(parameter => parameter.Key)];
}
