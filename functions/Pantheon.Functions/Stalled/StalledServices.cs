using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pantheon.Functions.Stalled;

internal static class StalledServices
{
    internal static void AddStalled(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<StalledOptions>(configuration, "Stalled");
        services.AddSingleton<MigrationSweep>();
    }
}
