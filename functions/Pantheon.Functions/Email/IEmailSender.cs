namespace Pantheon.Functions.Email;

/// <summary>Sends emails. All implementations pass the same contract tests.</summary>
public interface IEmailSender
{
    /// <summary>Sends an email, unless one of its id was sent before.</summary>
    /// <returns>Whether it was sent; false: before. A sender that can't tell says true.</returns>
    Task<bool> SendAsync(EmailMessage message, CancellationToken cancellationToken);
}
