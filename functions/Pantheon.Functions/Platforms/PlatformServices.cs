using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Archives;
using Pantheon.Functions.Platforms.Local;
using Pantheon.Functions.Platforms.Remote;

namespace Pantheon.Functions.Platforms;

internal static class PlatformServices
{
    internal static void AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<PlatformOptions>(configuration, "Platform").Validate<IOptions<ArchivesOptions>>(
            (options, archives) => options.Kind != PlatformKind.Pantheon || archives.Value.Store == "AzureBlobs",
            "Platform:Kind is Pantheon, which takes archives by a link: set Archives:Store to AzureBlobs.");
        services.AddSingleton<LocalDatabase>();
        services.AddSingleton<LocalCode>();
        services.AddSingleton<LocalFiles>();
        services.AddSingleton<LocalVerification>();
        services.AddSingleton<PantheonSites>();
        services.AddSingleton<CodeServer>();
        services.AddSingleton<PantheonCode>();
        services.AddSingleton<PantheonParts>();
        services.AddHttpClient();
        services.AddLogging(logging => logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PantheonApi>(
            provider, provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(PantheonApi))));
        services.AddSingleton<IPlatform>(provider => provider.GetRequiredService<IOptions<PlatformOptions>>().Value.Kind == PlatformKind.Pantheon
            ? ActivatorUtilities.CreateInstance<PantheonPlatform>(provider)
            : ActivatorUtilities.CreateInstance<LocalPlatform>(provider));
    }
}
