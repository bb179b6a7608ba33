using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pantheon.Functions.Tests.Infra;

/// <summary>The configuration keys of the app, and which settings are the app's at all.</summary>
internal static partial class SettingNames
{
    /// <summary>Settings of the Functions host, of Application Insights, of the Azure libraries and of App Service.</summary>
    private static readonly string[] Platform = ["AzureWebJobs", "FUNCTIONS_", "APPLICATIONINSIGHTS_", "AZURE_", "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"];

    /// <summary>All keys. A list's key is that of its entries, without their number.</summary>
    internal static IReadOnlySet<string> Known { get; } = Documented().ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the app, not its host, reads this environment variable.</summary>
    internal static bool IsOwn(string variable) => !Array.Exists(Platform, start => variable.StartsWith(start, StringComparison.Ordinal));

    /// <summary>The key that an environment variable sets.</summary>
    internal static string KeyOf(string variable) => Entry().Replace(variable.Replace("__", ":", StringComparison.Ordinal), string.Empty);

    // Every options' property names its key in its doc comment; the compiler has checked what the comment stands on.
    private static IEnumerable<string> Documented() =>
        from member in XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Pantheon.Functions.xml")).Descendants("member")
        let name = OptionsProperty().Match((string?)member.Attribute("name") ?? string.Empty)
        where name.Success
        from code in member.Descendants("c")
        let key = KeyOf(code.Value)
        where key.Split(':')[^1].Equals(name.Groups["property"].Value, StringComparison.OrdinalIgnoreCase)
        select key;

    [GeneratedRegex(@"^P:.*Options\.(?<property>\w+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OptionsProperty();

    [GeneratedRegex(@":(\d+|\$\{\w+\})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();
}
