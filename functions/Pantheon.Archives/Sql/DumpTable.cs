namespace Pantheon.Archives.Sql;

/// <summary>A table as a dump tells it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Rows that its INSERTs hold.</param>
/// <param name="Exact">False where an INSERT may leave rows out (IGNORE, REPLACE, ON DUPLICATE KEY): then rows are the most there can be.</param>
public sealed record DumpTable(string Name, long Rows, bool Exact);
