using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pantheon.Functions.Platforms.Local;

namespace Pantheon.Functions.Platforms;

internal static class PlatformServices
{
    internal static void AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<PlatformOptions>(configuration, "Platform");
        services.AddSingleton<LocalDatabase>();
        services.AddSingleton<LocalCode>();
        services.AddSingleton<LocalFiles>();
        services.AddSingleton<LocalVerification>();
        services.AddSingleton<IPlatform, LocalPlatform>();
    }
}
