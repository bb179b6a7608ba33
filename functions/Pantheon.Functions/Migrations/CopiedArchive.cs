namespace Pantheon.Functions.Migrations;

/// <summary>The archive as it was copied.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its checksum, lower-case hex; null until it was read through.</param>
public sealed record CopiedArchive(long Bytes, string? Sha256);
