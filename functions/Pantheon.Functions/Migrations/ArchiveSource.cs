namespace Pantheon.Functions.Migrations;

/// <summary>Where the archive is taken from. May hold a key in its query: never shown, logged or put into history.</summary>
/// <param name="Url">Direct address.</param>
/// <param name="Sha256">Expected checksum, lower-case hex; null where none was given.</param>
/// <param name="GivenAt">When.</param>
public sealed record ArchiveSource(Uri Url, string? Sha256, DateTimeOffset GivenAt)
{
    /// <summary>Whether a text is a SHA-256 in lower-case hexadecimal digits.</summary>
    internal static bool IsSha256(string? text) => text?.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Without the query.</summary>
    public override string ToString() => Pantheon.Archives.Downloads.ArchiveUrl.Redact(Url);
}
