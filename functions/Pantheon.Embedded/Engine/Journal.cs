using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Pantheon.Embedded.Engine;

/// <summary>
/// The one writer. Units of work that arrive while a commit is on its way share the next one, so many instances pay for one fsync.
/// A unit is applied whole or not at all, and is acknowledged only when it is on the disk.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    private const int MaxUnits = 1024;

    private readonly Channel<Unit> units = Channel.CreateUnbounded<Unit>(new() { SingleReader = true });
    private readonly SqliteConnection connection;
    private readonly SqliteSession session;
    private readonly Thread writer;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="connection">Is the journal's from here on.</param>
    internal Journal(SqliteConnection connection)
    {
        this.connection = connection;
        session = new SqliteSession(connection);
        writer = new Thread(Work) { IsBackground = true, Name = "durable journal" };
        writer.Start();
    }

    /// <summary>Commits counted so far; a measure of how many units share one.</summary>
    internal long Commits { get; private set; }

    /// <summary>Runs the unit in a transaction and answers once it is committed.</summary>
    internal Task<T> WriteAsync<T>(Func<SqliteSession, T> work)
    {
        var unit = new Unit<T>(work);
        if (!units.Writer.TryWrite(unit))
            throw new ObjectDisposedException(nameof(Journal), "The durable engine has stopped; what was asked is not kept.");
        return unit.Task;
    }

    public async ValueTask DisposeAsync()
    {
        units.Writer.TryComplete();
        await ended.Task;
        session.Dispose();
        await connection.DisposeAsync();
    }

    private void Work()
    {
        var batch = new List<Unit>();
#pragma warning disable CA2012, MA0045 // this thread is the journal's own: it blocks by design
        while (units.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
#pragma warning restore CA2012, MA0045
        {
            batch.Clear();
            while (batch.Count < MaxUnits && units.Reader.TryRead(out var unit))
                batch.Add(unit);
            Commit(batch);
        }

        ended.SetResult();
    }

    private void Commit(List<Unit> batch)
    {
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            foreach (var unit in batch)
                Apply(unit);
            session.Execute("COMMIT");
            Commits++;
        }
        catch (SqliteException e)
        {
            // Disk full, I/O error: nothing of the batch is kept, and everybody in it is told.
            RollBack();
            foreach (var unit in batch)
                unit.Fail(e);
            return;
        }

        foreach (var unit in batch)
            unit.Acknowledge();
    }

    private void Apply(Unit unit)
    {
        session.Execute("SAVEPOINT unit");
        try
        {
            unit.Run(session);
            session.Execute("RELEASE unit");
        }
        catch (Exception e) when (e is not SqliteException { SqliteErrorCode: 10 or 13 or 11 }) // I/O error, full, corrupt: end the batch
        {
            session.Execute("ROLLBACK TO unit");
            session.Execute("RELEASE unit");
            unit.Fail(e);
        }
    }

    private void RollBack()
    {
        try
        {
            session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself on some errors; then there is nothing left to roll back.
        }
    }

    private abstract class Unit
    {
        internal abstract void Run(SqliteSession session);

        internal abstract void Acknowledge();

        internal abstract void Fail(Exception exception);
    }

    private sealed class Unit<T>(Func<SqliteSession, T> work) : Unit
    {
        private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        internal Task<T> Task => source.Task;

        internal override void Run(SqliteSession session) => result = work(session);

        internal override void Acknowledge() => source.TrySetResult(result!);

        internal override void Fail(Exception exception) => source.TrySetException(exception);
    }
}
