using MimeKit;

namespace Pantheon.Functions.Email;

/// <summary>Emails as the internet knows them.</summary>
internal static class Mail
{
    /// <summary>The email. The same id gives the same Message-ID, by which mail servers know one that comes twice.</summary>
    internal static MimeMessage Of(EmailMessage message, string from, DateTimeOffset now)
    {
        var mail = new MimeMessage
        {
            Subject = message.Subject,
            Date = now,
            MessageId = $"{message.Id}@pantheon.functions",
            Body = new BodyBuilder { TextBody = message.Text, HtmlBody = message.Html }.ToMessageBody(),
        };
        mail.From.Add(MailboxAddress.Parse(from));
        mail.To.Add(MailboxAddress.Parse(message.To));
        // Quoted-printable, so that every byte is ASCII and the email is the same whatever carries it.
        mail.Prepare(EncodingConstraint.SevenBit);
        return mail;
    }
}
