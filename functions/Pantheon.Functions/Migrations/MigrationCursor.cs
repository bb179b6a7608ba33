using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Pantheon.Functions.Migrations;

/// <summary>Where a page of migrations ends: the last one's age and id.</summary>
internal sealed record MigrationCursor(long CreatedAt, string Id)
{
    internal static string After(Migration migration) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{migration.CreatedAt.UtcTicks}:{migration.Id}"));

    /// <summary>Null for no cursor, and for one that is none: the list then begins anew.</summary>
    internal static MigrationCursor? Parse(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor) || !Base64Url.IsValid(cursor))
            return null;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(':', 2) is [var at, var id]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var createdAt)
                ? new(createdAt, id)
                : null;
    }
}
