using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Pantheon.Functions.Archives;
using Pantheon.Functions.Email;
using Pantheon.Functions.Http;
using Pantheon.Functions.Identity;
using Pantheon.Functions.Imports;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Secrets;
using Pantheon.Functions.Stalled;
using Pantheon.Functions.Storage;
using Pantheon.Functions.Telemetry;

namespace Pantheon.Functions;

/// <summary>Puts the app together, a line a feature.</summary>
public static class PantheonApp
{
    /// <summary>Adds all features of the app, the same on both hosts.</summary>
    public static void AddPantheon(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseMiddleware<SecurityHeaders>();
        builder.UseMiddleware<ProblemMiddleware>();
        builder.UseMiddleware<AddressLimitMiddleware>();
        builder.UseMiddleware<AuthenticationMiddleware>();

        var (services, configuration) = (builder.Services, builder.Configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddValidated<AppOptions>(configuration, string.Empty);
        services.AddTelemetry(configuration);
        services.AddStorage(configuration);
        services.AddSecrets(configuration);
        services.AddHttp(configuration);
        services.AddIdentity(configuration);
        services.AddMigrations();
        services.AddPlugin(configuration);
        services.AddArchives(configuration);
        services.AddImports(configuration);
        services.AddPlatform(configuration);
        services.AddEmail(configuration);
        services.AddStalled(configuration);
    }
}
