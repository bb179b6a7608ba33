using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pantheon.Functions.Tests.Infra;

/// <summary>A setting that the app does not know changes nothing, without a word.</summary>
public sealed partial class SettingsTests
{
    [Fact]
    public void AppBicep_EverySettingOfTheApp_IsKnown()
    {
        var settings = Setting().Matches(File.ReadAllText(Path.Combine(RepositoryDirectory.Path, "infra", "modules", "app.bicep")))
            .Select(match => match.Groups["name"].Value).ToList();

        Assert.Contains("DataDirectory", settings);
        Assert.Contains("Archives__Store", settings);
        Assert.Contains("Platform__Pantheon__MachineToken", settings);
        Assert.Contains("BlogVault__WebhookSecrets__${i}", settings);
        Assert.Empty(Unknown(settings));
    }

    [Fact]
    public void LocalSettingsExample_EverySettingOfTheApp_IsKnown()
    {
        var example = Path.Combine(RepositoryDirectory.Path, "functions", "Pantheon.Functions", "local.settings.example.json");
        var settings = JsonNode.Parse(File.ReadAllText(example))!["Values"]!.AsObject().Select(value => value.Key).ToList();

        Assert.Contains("AzureWebJobsStorage", settings);
        Assert.Empty(Unknown(settings));
    }

    private static IEnumerable<string> Unknown(IEnumerable<string> settings) =>
        settings.Where(SettingNames.IsOwn).Where(setting => !SettingNames.Known.Contains(SettingNames.KeyOf(setting)));

    // In the file only settings begin with a capital letter: as a property, or as the name of an entry of a list.
    [GeneratedRegex(@"(^\s+|\{ )(?<name>[A-Z]\w*):|'(?<name>[A-Z]\w*__\$\{\w+\})'", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Setting();
}
