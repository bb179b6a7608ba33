namespace Pantheon.Functions.Migrations;

/// <summary>A caller's Idempotency-Key.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Key">As sent.</param>
/// <param name="RequestHash">SHA-256 of what it was used for.</param>
public sealed record IdempotencyKey(string Owner, string Key, string RequestHash);
