namespace Pantheon.Functions.Migrations;

/// <summary>A page of migrations.</summary>
/// <param name="Items">The migrations.</param>
/// <param name="Cursor">Where the next page begins; null on the last.</param>
public sealed record MigrationPage(IReadOnlyList<Migration> Items, string? Cursor);
