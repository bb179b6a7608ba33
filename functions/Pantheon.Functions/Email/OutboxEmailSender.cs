using Microsoft.Extensions.Options;
using MimeKit;

namespace Pantheon.Functions.Email;

/// <summary>Puts emails into the data directory's <c>outbox</c>, one .eml file each, which mail programs open.</summary>
public sealed class OutboxEmailSender(IOptions<AppOptions> app, IOptions<EmailOptions> email, TimeProvider time) : IEmailSender
{
    /// <inheritdoc/>
    public async Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        var path = app.Value.PathOf("outbox", $"{message.Id}.eml");
        if (File.Exists(path))
            return;
        using var mail = Mail(message);
        using var content = new MemoryStream();
        await mail.WriteToAsync(content, cancellationToken);
        PrivateFile.Write(path, System.Text.Encoding.UTF8.GetString(content.ToArray()));
    }

    private MimeMessage Mail(EmailMessage message)
    {
        var mail = new MimeMessage
        {
            Subject = message.Subject,
            Date = time.GetUtcNow(),
            MessageId = $"{message.Id}@pantheon.functions",
            Body = new BodyBuilder { TextBody = message.Text, HtmlBody = message.Html }.ToMessageBody(),
        };
        mail.From.Add(MailboxAddress.Parse(email.Value.From));
        mail.To.Add(MailboxAddress.Parse(message.To));
        // Quoted-printable, so that every byte is ASCII and the file is the same whatever reads it.
        mail.Prepare(EncodingConstraint.SevenBit);
        return mail;
    }
}
