namespace Pantheon.Archives.Sql;

/// <summary>A statement's kind and the table it is about.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Table">The table's name; null where it is about none.</param>
/// <param name="Database">The database that the table's name is qualified with; null where it is not.</param>
/// <param name="Ignores">Whether an INSERT may leave rows out: IGNORE or REPLACE. ON DUPLICATE KEY stands behind the rows: <see cref="SqlRows"/> tells it.</param>
/// <param name="ValuesAt">Where an INSERT's rows begin; -1 where it has none.</param>
public readonly record struct SqlStatement(
    SqlStatementKind Kind, string? Table = null, string? Database = null, bool Ignores = false, int ValuesAt = -1)
{
    private static readonly HashSet<string> NeverInADump = new(StringComparer.Ordinal)
    {
        "GRANT", "REVOKE", "LOAD", "CALL", "INSTALL", "UNINSTALL", "SHUTDOWN", "KILL", "RENAME", "FLUSH", "RESET", "PURGE", "CHANGE",
        "EXECUTE", "PREPARE", "UPDATE", "DELETE", "TRUNCATE", "HANDLER", "DO",
    };

    /// <summary>Reads a statement's first words.</summary>
    public static SqlStatement Parse(ReadOnlySpan<byte> statement) =>
        BeginsWithAComment(statement) && HidesAnother(statement) ? new(SqlStatementKind.Other) : ParseFirstWords(statement);

    // Blanks of any kind may stand before it.
    private static bool BeginsWithAComment(ReadOnlySpan<byte> statement)
    {
        var words = new SqlWords(statement);
        words.Next();
        return statement[..words.Position].IndexOf("/*"u8) >= 0;
    }

    // Which of several conditional comments a server takes depends on its version: none of them may begin what has no place in a dump.
    private static bool HidesAnother(ReadOnlySpan<byte> statement)
    {
        for (var at = 0; at < statement.Length;)
        {
            var words = new SqlWords(statement[at..]);
            if (NeverInADump.Contains(words.Next()))
                return true;
            // All ends of comments before a word lead to that same word: going there at once keeps this linear.
            at += words.WordAt;
            var next = statement[at..].IndexOf("*/"u8);
            if (next < 0)
                return false;
            at += next + 2;
        }

        return false;
    }

    private static SqlStatement ParseFirstWords(ReadOnlySpan<byte> statement)
    {
        var words = new SqlWords(statement);
        var first = words.Next();
        return first switch
        {
            "" => new(SqlStatementKind.Nothing),
            "INSERT" or "REPLACE" => ParseInsert(ref words, first == "REPLACE"),
            "CREATE" => ParseCreate(ref words),
            "DROP" => ParseDrop(ref words),
            "ALTER" => ParseAlter(ref words),
            "SET" => new(KindOfSet(ref words)),
            // BEGIN NOT ATOMIC, START REPLICA, LOCK INSTANCE and the like have no place in a dump.
            "LOCK" or "UNLOCK" => new(words.Next() is "TABLES" or "TABLE" ? SqlStatementKind.Lock : SqlStatementKind.Other),
            "BEGIN" => new(words.Next() is "" or "WORK" ? SqlStatementKind.Transaction : SqlStatementKind.Other),
            "START" => new(words.Next() == "TRANSACTION" ? SqlStatementKind.Transaction : SqlStatementKind.Other),
            "COMMIT" => new(SqlStatementKind.Transaction),
            "USE" => new(SqlStatementKind.Database),
            _ => new(SqlStatementKind.Other),
        };
    }

    private static SqlStatement ParseInsert(ref SqlWords words, bool replaces)
    {
        var ignores = replaces;
        var peek = words;
        var word = peek.Next();
        while (word is "LOW_PRIORITY" or "DELAYED" or "HIGH_PRIORITY" or "IGNORE" or "INTO")
        {
            ignores |= word == "IGNORE";
            words = peek;
            word = peek.Next();
        }

        var (database, table) = words.NextName();
        // Between the name and VALUES only a list of columns may stand.
        var depth = 0;
        while (words.Next() is { Length: > 0 } next)
        {
            depth += next == "(" ? 1 : next == ")" ? -1 : 0;
            if (depth == 0 && next is "VALUES" or "VALUE")
                return new(SqlStatementKind.Insert, table, database, ignores, words.Position);
            if (depth == 0 && next is not ")")
                break;
        }

        return new(SqlStatementKind.Other, table, database);
    }

    private static SqlStatement ParseCreate(ref SqlWords words)
    {
        while (words.Next() is { Length: > 0 } word)
        {
            switch (word)
            {
                case "TABLE":
                    return Named(SqlStatementKind.CreateTable, ref words);
                case "VIEW" or "TRIGGER" or "PROCEDURE" or "EVENT":
                    return new(SqlStatementKind.Program);
                case "FUNCTION":
                    // Without parameters' parentheses it is one of a shared library: RETURNS ... SONAME.
                    _ = Named(SqlStatementKind.Program, ref words);
                    return new(words.Next() == "(" ? SqlStatementKind.Program : SqlStatementKind.Other);
                case "DATABASE" or "SCHEMA":
                    return new(SqlStatementKind.Database);
                case "USER" or "ROLE" or "SERVER" or "TABLESPACE" or "SEQUENCE":
                    return new(SqlStatementKind.Other);
            }
        }

        return new(SqlStatementKind.Other);
    }

    private static SqlStatement ParseDrop(ref SqlWords words) => words.Next() switch
    {
        "TABLE" => Named(SqlStatementKind.DropTable, ref words),
        "TEMPORARY" => Named(SqlStatementKind.DropTable, ref words),
        "VIEW" or "TRIGGER" or "PROCEDURE" or "FUNCTION" or "EVENT" => new(SqlStatementKind.Program),
        "DATABASE" or "SCHEMA" => new(SqlStatementKind.Database),
        _ => new(SqlStatementKind.Other),
    };

    private static SqlStatement ParseAlter(ref SqlWords words) => words.Next() switch
    {
        "TABLE" => Named(SqlStatementKind.AlterTable, ref words),
        "DATABASE" or "SCHEMA" => new(SqlStatementKind.Database),
        "VIEW" or "PROCEDURE" or "FUNCTION" or "EVENT" => new(SqlStatementKind.Program),
        _ => new(SqlStatementKind.Other),
    };

    private static SqlStatement Named(SqlStatementKind kind, ref SqlWords words)
    {
        var peek = words;
        while (peek.Next() is "TABLE" or "IF" or "NOT" or "EXISTS")
            words = peek;
        var (database, name) = words.NextName();
        return new(kind, name, database);
    }

    private static SqlStatementKind KindOfSet(ref SqlWords words)
    {
        var kind = SqlStatementKind.Set;
        while (words.Next() is { Length: > 0 } word)
        {
            // MySQL 8 dumps tell where the old server's replication stood: nothing to the new one.
            if (word == "GTID_PURGED")
                return SqlStatementKind.Nothing;
            if (word is "GLOBAL" or "PERSIST" or "PERSIST_ONLY" or "PASSWORD" or "ROLE")
                kind = SqlStatementKind.Other;
        }

        return kind;
    }
}
