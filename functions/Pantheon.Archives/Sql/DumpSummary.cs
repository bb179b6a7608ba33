namespace Pantheon.Archives.Sql;

/// <summary>What a dump holds, gathered statement by statement.</summary>
public sealed class DumpSummary
{
    private readonly Dictionary<string, DumpTable> tables = new(StringComparer.Ordinal);

    /// <summary>The tables that exist once all statements ran, by name.</summary>
    public IReadOnlyList<DumpTable> Tables => [.. tables.Values.OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>Statements seen, comments aside.</summary>
    public long Statements { get; private set; }

    /// <summary>What it tells of the place that it comes from.</summary>
    public DumpTraits Traits { get; } = new();

    /// <summary>Why the dump could not be read to its end; null where it could.</summary>
    public ArchiveException? Fault { get; internal set; }

    /// <summary>Why the dump can't be imported though it can be read; null where it can.</summary>
    public ArchiveException? Refusal { get; internal set; }

    /// <summary>Takes a statement in.</summary>
    /// <returns>What it is.</returns>
    public SqlStatement Add(ReadOnlySpan<byte> statement)
    {
        var parsed = SqlStatement.Parse(statement);
        if (parsed.Kind != SqlStatementKind.Nothing)
            Statements++;
        Traits.Look(statement, parsed);
        switch (parsed)
        {
            case { Kind: SqlStatementKind.CreateTable, Table: { } name }:
                tables.TryAdd(name, new(name, 0, true));
                break;
            case { Kind: SqlStatementKind.DropTable, Table: { } name }:
                tables.Remove(name);
                break;
            case { Kind: SqlStatementKind.Insert, Table: { } name }:
                var table = tables.GetValueOrDefault(name) ?? new(name, 0, true);
                var rows = SqlRows.Count(statement[parsed.ValuesAt..], out var hasClause);
                tables[name] = table with
                {
                    Rows = table.Rows + rows,
                    Exact = table.Exact && !parsed.Ignores && !hasClause,
                };
                break;
        }

        return parsed;
    }

    /// <summary>Reads a whole dump.</summary>
    /// <exception cref="ArchiveException">database.truncated or database.rejected.</exception>
    public static async Task<DumpSummary> ReadAsync(Stream dump, CancellationToken cancellationToken)
    {
        using var reader = new SqlStatementReader(dump);
        var summary = new DumpSummary();
        while (await reader.ReadAsync(cancellationToken))
            summary.Add(reader.Statement.Span);
        return summary;
    }
}
