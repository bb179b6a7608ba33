using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Communication.Email;
using Azure.Identity;
using Microsoft.Extensions.Options;
using AzureEmail = Azure.Communication.Email.EmailMessage;

namespace Pantheon.Functions.Email;

/// <summary>Sends emails by Azure Communication Services, as the app's identity. The operation's id follows from the email's: sent twice, it is sent once.</summary>
public sealed class AzureCommunicationEmailSender(IOptions<EmailOptions> email) : IEmailSender
{
    private readonly EmailClient client = new(email.Value.CommunicationEndpoint!, new DefaultAzureCredential());

    /// <inheritdoc/>
    public async Task<bool> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        var content = new EmailContent(message.Subject) { PlainText = message.Text, Html = message.Html };
        var operation = await client.SendAsync(
            WaitUntil.Completed, new AzureEmail(email.Value.From, message.To, content), OperationIdOf(message.Id), cancellationToken);
        if (operation.Value.Status != EmailSendStatus.Succeeded)
            throw new InvalidOperationException($"Azure Communication Services ended the email {message.Id} as {operation.Value.Status}.");
        return true;
    }

    private static Guid OperationIdOf(string id) => new(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));
}
