using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Pantheon.Functions.Email;

/// <summary>Sends emails by a mail server. What was sent is written down: only a crash between the two sends one twice, with the same Message-ID.</summary>
public sealed class SmtpEmailSender(IOptions<EmailOptions> email, ISentEmails sent, TimeProvider time) : IEmailSender, IDisposable
{
    private const int TimeoutMilliseconds = 60_000;

    // One after the other: of two calls for one email the second finds that it was sent.
    private readonly SemaphoreSlim turn = new(1);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <inheritdoc/>
    public async Task<bool> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await SendInTurnAsync(message, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<bool> SendInTurnAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        if (await sent.HasAsync(message.Id, cancellationToken))
            return false;
        var options = email.Value.Smtp;
        using var mail = Mail.Of(message, email.Value.From, time.GetUtcNow());
        using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        await client.ConnectAsync(options.Host, options.Port, SecurityOf(options.Security), cancellationToken);
        if (options.User.Length > 0)
            await client.AuthenticateAsync(options.User, options.Password, cancellationToken);
        await client.SendAsync(mail, cancellationToken);
        await sent.AddAsync(message.Id, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
        return true;
    }

    private static SecureSocketOptions SecurityOf(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.Auto,
    };
}
