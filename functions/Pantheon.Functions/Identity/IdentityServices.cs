using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pantheon.Functions.Identity;

internal static class IdentityServices
{
    internal static void AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<AuthOptions>(configuration, "Auth");
        services.AddSingleton<LocalKey>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Antiforgery>();
        services.AddSingleton<RecentSignIn>();
        services.AddHostedService<Welcome>();
        services.AddSingleton<ISignInMode>(provider => provider.GetRequiredService<IOptions<AuthOptions>>().Value.Mode switch
        {
            AuthMode.JwtBearer => new JwtBearerMode(),
            AuthMode.EasyAuth => new EasyAuthMode(),
            _ => ActivatorUtilities.CreateInstance<LocalKeyMode>(provider),
        });
        services.AddAuthentication().AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<AuthOptions>>((jwt, auth) =>
        {
            jwt.Authority = auth.Value.Authority?.AbsoluteUri;
            jwt.Audience = auth.Value.Audience;
            jwt.RequireHttpsMetadata = auth.Value.Authority?.Scheme != "http"; // options allow http on loopback only
            jwt.MapInboundClaims = false;
        });
    }
}
