namespace Pantheon.Functions.Email;

/// <summary>Sends emails. All implementations pass the same contract tests.</summary>
public interface IEmailSender
{
    /// <summary>Sends an email, unless one of its id was sent before.</summary>
    Task SendAsync(EmailMessage message, CancellationToken cancellationToken);
}
