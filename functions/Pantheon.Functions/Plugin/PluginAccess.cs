namespace Pantheon.Functions.Plugin;

/// <summary>What the plugin may do for a migration.</summary>
public sealed class PluginAccess(MachineTokens tokens, ICallbackInbox inbox)
{
    /// <summary>Ends it with the migration: the token becomes worthless, and messages that nobody will read any more lose what they hold.</summary>
    public async Task EndAsync(string migrationId, CancellationToken cancellationToken)
    {
        await tokens.RevokeAsync(migrationId, cancellationToken);
        foreach (var callback in await inbox.ListUnreadAsync(migrationId, cancellationToken))
            await inbox.MarkReadAsync(callback, cancellationToken);
    }
}
