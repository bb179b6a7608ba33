namespace Pantheon.Functions.Email;

internal static partial class EmailServices
{
    static partial void TellAzureCommunicationSender(ref Type? sender) => sender = typeof(AzureCommunicationEmailSender);
}
