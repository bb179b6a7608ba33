using System.Globalization;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Migrations.Store;

/// <summary>Where a migration's record stands in its table.</summary>
/// <param name="Partition">Its owner's.</param>
/// <param name="Row">Its age backwards, so that a partition reads newest first, and its id.</param>
internal sealed record RecordPlace(string Partition, string Row)
{
    internal static RecordPlace Of(Migration migration) => new(AppTables.KeyOf(migration.Owner), RowOf(migration.CreatedAt.UtcTicks, migration.Id));

    internal static string RowOf(long createdAt, string id) => string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - createdAt:d19}-{id}");

    /// <summary>Whether a caller's text can be an id, and so a key of a table.</summary>
    internal static bool CanBeAnId(string id) => id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
