using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>Names a copy in the store.</summary>
/// <param name="MigrationId">Whose.</param>
/// <param name="Copy">Which of the migration's.</param>
public readonly record struct ArchiveKey(string MigrationId, string Copy)
{
    /// <summary>The copy of a migration.</summary>
    /// <exception cref="InvalidOperationException">None was begun.</exception>
    public static ArchiveKey Of(Migration migration) =>
        new(migration.Id, migration.Copy?.Key ?? throw new InvalidOperationException("No copy of the archive was begun."));
}
