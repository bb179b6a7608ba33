namespace Pantheon.Functions.Email;

/// <summary>Knows which emails were sent, for senders that don't know it themselves.</summary>
public interface ISentEmails
{
    /// <summary>Whether the email of this id was sent.</summary>
    Task<bool> HasAsync(string id, CancellationToken cancellationToken);

    /// <summary>Says that it was sent.</summary>
    Task AddAsync(string id, CancellationToken cancellationToken);
}
