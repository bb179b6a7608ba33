using Microsoft.Data.Sqlite;

namespace Pantheon.Embedded.Engine;

/// <summary>Prepared statements of one connection, kept by their text. Parameters are $0, $1, ... in order.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    internal int Execute(string sql, params ReadOnlySpan<object?> parameters) => Prepare(sql, parameters).ExecuteNonQuery();

    internal List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> parameters)
    {
        using var reader = Prepare(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    internal long LastInsertId() => (long)Prepare("SELECT last_insert_rowid()", []).ExecuteScalar()!;

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> parameters)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // texts are this assembly's constants; values are parameters
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < parameters.Length; i++)
                command.Parameters.Add(new SqliteParameter($"${i}", null));
            commands.Add(sql, command);
        }

        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i] ?? DBNull.Value;
        return command;
    }
}
