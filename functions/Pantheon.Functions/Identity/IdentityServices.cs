using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pantheon.Functions.Identity;

internal static class IdentityServices
{
    internal static void AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<AuthOptions>(configuration, "Auth");
        services.AddSingleton<LocalKey>();
        services.AddHostedService<Welcome>();
    }
}
