using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Pantheon.Functions.Storage;

/// <summary>The app's tables in the data directory's SQLite file, beside those of the durable engine.</summary>
public sealed class AppDatabase(IOptions<AppOptions> options)
{
    private readonly string connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = options.Value.PathOf("pantheon.db"),
        DefaultTimeout = 60,
    }.ToString();

    private readonly ConcurrentDictionary<string, bool> schemas = new(StringComparer.Ordinal);
    private readonly Lock setup = new();

    /// <summary>Opens a connection, making the caller's tables where they are not there. The caller disposes it.</summary>
    /// <param name="schema">CREATE statements that may run on every start.</param>
    internal SqliteConnection Open(string schema)
    {
        if (!schemas.ContainsKey(schema))
            SetUp(schema);
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Runs one statement on a connection of its own.</summary>
    internal async Task<int> ExecuteAsync(string schema, string sql, params object?[] parameters)
    {
        await using var connection = Open(schema);
        return Execute(connection, sql, parameters);
    }

    /// <summary>Runs a statement. Parameters are $0, $1, ...</summary>
    internal static int Execute(SqliteConnection connection, string sql, params object?[] parameters)
    {
        using var command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The rows that a query gives.</summary>
    internal static List<T> Query<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params object?[] parameters)
    {
        using var command = Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private void SetUp(string schema)
    {
        lock (setup)
        {
            PrivateFile.CreateDirectory(options.Value.PathOf());
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL;" + schema);
            schemas[schema] = true;
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, object?[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // texts are the stores' constants; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters.AddWithValue($"${i}", parameters[i] ?? DBNull.Value);
        return command;
    }
}
