namespace Pantheon.Functions.Email;

/// <summary>Which email is to be sent.</summary>
/// <param name="MigrationId">The migration it is about.</param>
/// <param name="Attempt">The attempt on whose behalf.</param>
/// <param name="Kind">What it tells.</param>
public sealed record EmailInput(string MigrationId, int Attempt, EmailKind Kind);
