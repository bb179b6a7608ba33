namespace Pantheon.Functions.Migrations;

/// <summary>An Idempotency-Key came with another request than before.</summary>
public sealed class IdempotencyKeyReusedException() : Exception("The Idempotency-Key was used for another request.");
