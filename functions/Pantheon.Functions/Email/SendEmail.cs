using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Email;

/// <summary>Sends an email of a migration. Run twice, it sends once: the sender knows what it sent.</summary>
public sealed class SendEmail(IMigrationStore store, MigrationEmails emails)
{
    /// <summary>The activity.</summary>
    [Function(nameof(SendEmail))]
    public async Task Run([ActivityTrigger] EmailInput input, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(input.MigrationId, cancellationToken) is { } migration && migration.Attempt == input.Attempt && IsTrue(migration, input.Kind))
            await emails.SendAsync(migration, input.Kind, cancellationToken);
    }

    // Cancelled or begun again in between: what would be told is no longer so. A failure that is tried again by itself is not told.
    private static bool IsTrue(Migration migration, EmailKind kind) => kind switch
    {
        EmailKind.Started => !migration.Phase.IsEnded(),
        EmailKind.LinkExpired => migration.Source is null && !migration.Phase.IsEnded(),
        EmailKind.Completed => migration.Phase == MigrationPhase.Succeeded,
        EmailKind.Failed => migration is { Phase: MigrationPhase.Failed, RetryAt: null },
        _ => true,
    };
}
