using Pantheon.Archives.Sql;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>
/// Loads a dump on several sessions, a table on one of them: rows first, then its secondary keys; foreign keys after all tables. Views,
/// triggers and routines wait until the tables before them are loaded.
/// </summary>
internal sealed class DumpLoad(IReadOnlyList<LoadSession> sessions, LoadedTables loaded, Func<long, string, ValueTask> report)
{
    private readonly DumpText text = new();
    private readonly Dictionary<string, (LoadSession Session, TableDefinition Definition, long Line)> open = new(StringComparer.Ordinal);
    private readonly List<(string Sql, long Line)> foreignKeys = [];
    private readonly Dictionary<string, int> statementsOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> created = new(StringComparer.Ordinal);
    // Foreign keys come last of all: a table that has some is loaded again by a load that goes on.
    private readonly HashSet<string> linked = new(StringComparer.Ordinal);
    private long rows;

    internal async Task RunAsync(Stream dump, CancellationToken cancellationToken)
    {
        using var statements = new SqlStatementReader(dump);
        while (await DumpGuard.NextAsync(statements, cancellationToken) is { } statement)
        {
            if (text.ChangesCharacterSet(statements.Statement.Span, statement))
                continue;
            if (statement.Kind == SqlStatementKind.Insert)
                rows += SqlRows.Count(statements.Statement.Span[statement.ValuesAt..]);
            if (statement.Table is { } table)
            {
                await report(rows, table);
                if (IsDone(statement.Kind, table))
                    continue;
            }

            var sql = text.Decode(DumpRewriter.Rewrite(statements.Statement, statement.Kind).Span);
            await RunAsync(statement, sql, statements.Line, cancellationToken);
        }

        await CloseAllAsync(cancellationToken);
        foreach (var (sql, line) in foreignKeys)
            await sessions[0].RunAsync(sql, line, cancellationToken);
        await DrainAsync(cancellationToken);
    }

    private async Task RunAsync(SqlStatement statement, string sql, long line, CancellationToken cancellationToken)
    {
        switch (statement)
        {
            case { Kind: SqlStatementKind.Transaction }:
                break; // each session commits by itself
            case { Kind: SqlStatementKind.Set }:
                foreach (var each in sessions)
                    await each.RunAsync(sql, line, cancellationToken);
                break;
            case { Kind: SqlStatementKind.CreateTable, Table: { } table }:
                await CreateAsync(table, sql, line, cancellationToken);
                break;
            case { Kind: SqlStatementKind.DropTable, Table: { } table } when !created.Contains(table):
                break; // there is none yet, and what an earlier load left goes when the table is made
            case { Kind: SqlStatementKind.Insert, Table: { } table }:
                var session = open.TryGetValue(table, out var one) ? one.Session : await OpenAgainAsync(table, cancellationToken);
                await session.RunAsync(sql, line, cancellationToken);
                break;
            case { Kind: SqlStatementKind.AlterTable } when IsAboutKeysOnly(sql):
                break;
            default:
                // A view, a trigger, a routine; a table altered or dropped after its rows.
                await RunAloneAsync(statement, sql, line, cancellationToken);
                break;
        }
    }

    private async Task CreateAsync(string table, string sql, long line, CancellationToken cancellationToken)
    {
        await CloseAllAsync(cancellationToken);
        var definition = TableDefinition.Parse(sql);
        var session = sessions.MinBy(candidate => candidate.Outstanding)!;
        var name = Quote(table);
        // What a load that was cut off left of it.
        await session.RunAsync($"DROP TABLE IF EXISTS {name}", line, cancellationToken);
        await session.RunAsync(definition.Create, line, cancellationToken);
        open[table] = (session, definition, line);
        created.Add(table);
        if (definition.ForeignKeys.Count > 0)
            linked.Add(table);
        foreignKeys.AddRange(definition.ForeignKeys.Select(key => ($"ALTER TABLE {name} ADD {key}", line)));
    }

    private async Task CloseAllAsync(CancellationToken cancellationToken)
    {
        foreach (var table in open.Keys.ToList())
            await CloseAsync(table, cancellationToken);
    }

    private async Task CloseAsync(string table, CancellationToken cancellationToken)
    {
        if (!open.Remove(table, out var one))
            return;
        if (one.Definition.Keys.Count > 0)
            await one.Session.RunAsync(
                $"ALTER TABLE {Quote(table)} {string.Join(", ", one.Definition.Keys.Select(key => $"ADD {key}"))}", one.Line, cancellationToken);
        var statements = statementsOf[table];
        if (!linked.Contains(table))
            await one.Session.ThenAsync(() => loaded.Add(table, statements), cancellationToken);
    }

    private async Task RunAloneAsync(SqlStatement statement, string sql, long line, CancellationToken cancellationToken)
    {
        await CloseAllAsync(cancellationToken);
        await DrainAsync(cancellationToken);
        if (statement.Table is { } table)
            loaded.Remove(table);
        await sessions[0].RunAsync(sql, line, cancellationToken);
        await sessions[0].DrainAsync(cancellationToken);
        if (statement.Table is { } altered && !linked.Contains(altered))
            loaded.Add(altered, statementsOf[altered]);
    }

    /// <summary>Rows for a table that was taken for complete: some tools write all definitions first, and then all rows.</summary>
    private async Task<LoadSession> OpenAgainAsync(string table, CancellationToken cancellationToken)
    {
        await DrainAsync(cancellationToken);
        loaded.Remove(table);
        var session = sessions.MinBy(candidate => candidate.Outstanding)!;
        open[table] = (session, new TableDefinition(string.Empty, [], []), 0);
        return session;
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        foreach (var session in sessions)
            await session.DrainAsync(cancellationToken);
    }

    // An earlier load did a table's first statements, the rest is to be run: rows or keys of a table may come much later than its definition.
    private bool IsDone(SqlStatementKind kind, string table)
    {
        statementsOf[table] = statementsOf.GetValueOrDefault(table) + 1;
        if (statementsOf[table] > loaded.Before.GetValueOrDefault(table))
            return false;
        if (kind == SqlStatementKind.CreateTable)
            created.Add(table);
        return true;
    }

    // mysqldump turns keys off and on around the rows of a table: of no use to InnoDB, and its keys come afterwards here.
    private static bool IsAboutKeysOnly(string sql) =>
        sql.Contains("DISABLE KEYS", StringComparison.OrdinalIgnoreCase) || sql.Contains("ENABLE KEYS", StringComparison.OrdinalIgnoreCase);

    private static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
