using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pantheon.Functions.Email;

internal static class EmailServices
{
    internal static void AddEmail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<EmailOptions>(configuration, "Email");
        services.AddSingleton<IEmailSender, OutboxEmailSender>();
        services.AddSingleton<SupportLink>();
        services.AddSingleton<MigrationEmails>();
    }
}
