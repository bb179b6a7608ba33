using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Email.Store;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Email;

internal static partial class EmailServices
{
    /// <summary>Whether this build can send by Azure Communication Services, whose package not every machine can restore.</summary>
    internal static bool HasAzureCommunication => AzureCommunicationSender is not null;

    private static Type? AzureCommunicationSender
    {
        get
        {
            Type? sender = null;
            TellAzureCommunicationSender(ref sender);
            return sender;
        }
    }

    internal static void AddEmail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<EmailOptions>(configuration, "Email");
        services.AddStore<ISentEmails, SqliteSentEmails, TableSentEmails>();
        services.AddSingleton(CreateSender);
        services.AddSingleton<SupportLink>();
        services.AddSingleton<MigrationEmails>();
    }

    private static IEmailSender CreateSender(IServiceProvider services) => (IEmailSender)ActivatorUtilities.CreateInstance(
        services,
        services.GetRequiredService<IOptions<EmailOptions>>().Value.Sender switch
        {
            EmailSenderKind.Smtp => typeof(SmtpEmailSender),
            EmailSenderKind.AzureCommunication => AzureCommunicationSender!, // options refuse it where there is none
            _ => typeof(OutboxEmailSender),
        });

    // Told by a file that only the Azure build compiles.
    static partial void TellAzureCommunicationSender(ref Type? sender);
}
