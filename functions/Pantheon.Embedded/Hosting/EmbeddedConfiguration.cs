using Microsoft.Extensions.Configuration;

namespace Pantheon.Embedded.Hosting;

/// <summary>Where settings come from, the last one winning: appsettings.json of the app, of the data directory, environment, command line.</summary>
internal static class EmbeddedConfiguration
{
    internal const string DefaultUrl = "http://127.0.0.1:7071";

    internal static void Apply(ConfigurationManager configuration, string[] args)
    {
        // An empty one is the app's to refuse, when all settings are known.
        var data = Path.GetFullPath(configuration["DataDirectory"] is { Length: > 0 } given ? given : new EmbeddedOptions().DataDirectory);
        configuration.AddJsonFile(Path.Combine(data, "appsettings.json"), optional: true, reloadOnChange: false);
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args);
        if (string.IsNullOrEmpty(configuration["urls"]))
            configuration["urls"] = DefaultUrl;
    }
}
