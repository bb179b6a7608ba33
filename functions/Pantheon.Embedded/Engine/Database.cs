using Microsoft.Data.Sqlite;

namespace Pantheon.Embedded.Engine;

/// <summary>The SQLite file: one lock for the process, one journal that writes, pooled connections that read.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly FileStream processLock;
    private readonly string connectionString;

    private Database(FileStream processLock, string connectionString, Journal journal) =>
        (this.processLock, this.connectionString, Journal) = (processLock, connectionString, journal);

    internal Journal Journal { get; }

    /// <summary>Opens the database of a data directory, which is made where it is missing.</summary>
    /// <exception cref="DataDirectoryInUseException">Another process has it.</exception>
    internal static Database Open(string dataDirectory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(dataDirectory);
        else
            Directory.CreateDirectory(dataDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var held = Lock(dataDirectory);
        try
        {
            var path = Path.Combine(dataDirectory, "pantheon.db");
            CreatePrivate(path);
            var settings = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 60 }.ToString();
            var writer = new SqliteConnection(settings);
            writer.Open();
            using (var setup = writer.CreateCommand())
            {
                // FULL: a commit that was acknowledged is on the disk, whatever ends the process or the machine.
                setup.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; " + Schema.Create;
                setup.ExecuteNonQuery();
            }

            return new(held, settings, new Journal(writer));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Reads on a pooled connection: one moment of the database, with every commit that was acknowledged before.</summary>
    internal T Read<T>(Func<SqliteSession, T> read)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var moment = connection.BeginTransaction(deferred: true);
        using var session = new SqliteSession(connection);
        return read(session);
    }

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        using (var pooled = new SqliteConnection(connectionString))
            SqliteConnection.ClearPool(pooled);
        await processLock.DisposeAsync();
    }

    private static FileStream Lock(string dataDirectory)
    {
        try
        {
            return new FileStream(Path.Combine(dataDirectory, "lock"), Private(FileShare.None));
        }
        catch (IOException e)
        {
            throw new DataDirectoryInUseException(dataDirectory, e);
        }
    }

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path))
            return;
        using var file = new FileStream(path, Private(FileShare.Read));
    }

    private static FileStreamOptions Private(FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
