using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pantheon.Functions.Imports;

internal static class ImportServices
{
    internal static void AddImports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<ImportsOptions>(configuration, "Imports");
        services.AddSingleton<SessionsPlugin>();
        services.AddSingleton<CodeTree>();
        services.AddSingleton<ImportStep>();
    }
}
