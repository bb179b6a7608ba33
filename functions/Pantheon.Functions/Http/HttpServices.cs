using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pantheon.Functions.Http;

internal static class HttpServices
{
    internal static void AddHttp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<RateLimitOptions>(configuration, "RateLimits");
        services.AddSingleton<RateLimits>();
        services.AddSingleton<IStartupFilter, SecurityHeaders>();
    }
}
