using System.Text;
using System.Text.RegularExpressions;

namespace Pantheon.Archives.Sql;

/// <summary>Lets through what a site's dump is made of, and refuses all else: a dump is code that somebody sent.</summary>
public static partial class DumpGuard
{
    /// <summary>Goes to the next statement that is to be run; those that choose a database or lock tables are left out.</summary>
    /// <returns>What it does; null at the end of the dump.</returns>
    /// <exception cref="ArchiveException">database.rejected, with the line.</exception>
    public static async ValueTask<SqlStatement?> NextAsync(SqlStatementReader statements, CancellationToken cancellationToken)
    {
        while (await statements.ReadAsync(cancellationToken))
        {
            var statement = SqlStatement.Parse(statements.Statement.Span);
            if (await RefusalOfAsync(statements, statement, cancellationToken) is { } refusal)
                throw refusal;
            if (statement.Kind is not (SqlStatementKind.Nothing or SqlStatementKind.Database or SqlStatementKind.Lock))
                return statement;
        }

        return null;
    }

    /// <summary>Why the statement that was read is not let through; null where it is.</summary>
    public static async ValueTask<ArchiveException?> RefusalOfAsync(
        SqlStatementReader statements, SqlStatement statement, CancellationToken cancellationToken)
    {
        if (statement.Kind == SqlStatementKind.Other)
            return Refusal(
                $"The statement at line {statements.Line} of the dump is not part of a site's database. "
                + "Dump the site's own database, without accounts and grants.");
        if (statement.Database is not null)
            return Refusal(
                $"The statement at line {statements.Line} of the dump names another database ('{statement.Database}'). Dump the site's database alone.");
        if (statement.Kind == SqlStatementKind.Set && OtherQuotes().IsMatch(Encoding.Latin1.GetString(statements.Statement.Span)))
            return Refusal(
                $"The statement at line {statements.Line} of the dump changes how quotes are read (sql_mode). Dump the database with the server's usual sql_mode.");
        if (statement.Kind != SqlStatementKind.Program && statements.IsAmbiguous)
            return Refusal(
                $"The statement at line {statements.Line} of the dump holds the mark of a comment within a conditional comment: servers differ in "
                + "what they take it for. Leave that comment out.");
        if (statement.Kind != SqlStatementKind.Program && await statements.HoldsSeveralAsync(cancellationToken))
            return Refusal($"Line {statements.Line} of the dump holds several statements in one. Dump the database again.");
        return null;
    }

    // With these the server would read text as code, and code as text, where the reader does not.
    [GeneratedRegex(@"\b(?:ANSI_QUOTES|NO_BACKSLASH_ESCAPES|ANSI|ORACLE|MSSQL|POSTGRESQL|DB2|MAXDB)\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex OtherQuotes();

    private static ArchiveException Refusal(string detail) => new(FindingCode.DatabaseRejected, detail);
}
