namespace Pantheon.Functions.Migrations;

/// <summary>How far a phase is.</summary>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; null while unknown.</param>
/// <param name="Unit">What is counted: bytes, entries, files, rows or steps.</param>
/// <param name="Item">What is at hand: the path of an entry or file, the table of a row; null where there is no name.</param>
public sealed record MigrationProgress(long Done, long? Total, string Unit, string? Item = null);
