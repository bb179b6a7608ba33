using Microsoft.Extensions.Options;

namespace Pantheon.Functions.Email;

/// <summary>Puts emails into the data directory's <c>outbox</c>, one .eml file each, which mail programs open.</summary>
public sealed class OutboxEmailSender(IOptions<AppOptions> app, IOptions<EmailOptions> email, TimeProvider time) : IEmailSender
{
    /// <inheritdoc/>
    public async Task<bool> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        var path = app.Value.PathOf("outbox", $"{message.Id}.eml");
        if (File.Exists(path))
            return false;
        using var mail = Mail.Of(message, email.Value.From, time.GetUtcNow());
        using var content = new MemoryStream();
        await mail.WriteToAsync(content, cancellationToken);
        PrivateFile.Write(path, System.Text.Encoding.UTF8.GetString(content.ToArray()));
        return true;
    }
}
