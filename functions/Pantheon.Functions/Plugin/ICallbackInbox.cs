namespace Pantheon.Functions.Plugin;

/// <summary>
/// The plugin's messages, kept before anybody acts on them: an event that is lost or early costs nothing, and a message that comes twice is
/// known. All implementations pass the same contract tests.
/// </summary>
public interface ICallbackInbox
{
    /// <summary>Keeps a message.</summary>
    Task<InboxOutcome> AddAsync(Callback callback, CancellationToken cancellationToken);

    /// <summary>What would become of a message, without keeping it: <see cref="InboxOutcome.New"/> where its id is not known.</summary>
    Task<InboxOutcome> LookAsync(Callback callback, CancellationToken cancellationToken);

    /// <summary>A migration's messages that were not read, in the order in which they came.</summary>
    Task<IReadOnlyList<Callback>> ListUnreadAsync(string migrationId, CancellationToken cancellationToken);

    /// <summary>Whether a migration has messages that were not read.</summary>
    Task<bool> HasUnreadAsync(string migrationId, CancellationToken cancellationToken);

    /// <summary>Says that a message was read. Its data, which may hold a key, goes; its id stays known.</summary>
    Task MarkReadAsync(Callback callback, CancellationToken cancellationToken);
}
