namespace Pantheon.Testing;

/// <param name="Name">The table's name.</param>
/// <param name="Engine">MyISAM or InnoDB.</param>
/// <param name="Columns">What stands between the brackets of CREATE TABLE, a line a column or key.</param>
/// <param name="Rows">The values of each row.</param>
internal sealed record DumpTable(string Name, string Engine, string[] Columns, IReadOnlyList<object?[]> Rows);
