using System.Threading.Channels;
using MySqlConnector;
using Pantheon.Archives;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>A database session that runs statements in their order, apart from the other sessions of the same load.</summary>
internal sealed class LoadSession : IAsyncDisposable
{
    // What waits is bounded by its size: a statement may have 64 MB, and many have a line.
    private const int Room = 8;
    private const int CharactersForOne = 1 << 20;
    private const int TooLongKey = 1071; // ER_TOO_LONG_KEY
    private const int ErrorDuringCommit = 1180; // ER_ERROR_DURING_COMMIT
    private const int IndexColumnTooLarge = 1709; // ER_INDEX_COLUMN_TOO_LONG

    private readonly MySqlConnection connection;
    private readonly Channel<(string? Sql, long Line, Action? After)> waiting = Channel.CreateUnbounded<(string?, long, Action?)>(new() { SingleReader = true });
    private readonly SemaphoreSlim room = new(Room);
    private long outstanding;
    private long lastLine;
    private readonly Task work;

    /// <param name="connection">Open; is the session's from here on.</param>
    /// <param name="cancellationToken">Ends the session's work.</param>
    internal LoadSession(MySqlConnection connection, CancellationToken cancellationToken)
    {
        this.connection = connection;
        work = Task.Run(() => WorkAsync(cancellationToken), CancellationToken.None);
    }

    /// <summary>Characters of the statements that wait or run; a measure of how busy it is.</summary>
    internal long Outstanding => Interlocked.Read(ref outstanding);

    /// <summary>Has a statement run after those before it.</summary>
    /// <exception cref="PermanentFailureException">An earlier one was refused.</exception>
    internal Task RunAsync(string sql, long line, CancellationToken cancellationToken) => SendAsync((sql, line, null), cancellationToken);

    /// <summary>Has something done after the statements before it are run and committed.</summary>
    internal Task ThenAsync(Action action, CancellationToken cancellationToken) => SendAsync((null, 0, action), cancellationToken);

    /// <summary>Waits until all that was sent is run and committed.</summary>
    internal async Task DrainAsync(CancellationToken cancellationToken)
    {
        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await ThenAsync(drained.SetResult, cancellationToken);
        if (await Task.WhenAny(drained.Task, work) == work)
            await work;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        try
        {
            await work;
        }
        catch (Exception e) when (e is PermanentFailureException or MySqlException or OperationCanceledException)
        {
            // Told by the statement that was sent after it.
        }

        await connection.DisposeAsync();
        room.Dispose();
    }

    private async Task SendAsync((string? Sql, long Line, Action? After) item, CancellationToken cancellationToken)
    {
        for (var i = 0; i < SizeOf(item.Sql); i++)
        {
            // A session that failed makes no more room.
            var space = room.WaitAsync(cancellationToken);
            if (await Task.WhenAny(space, work) == work)
                await work;
            await space;
        }

        Interlocked.Add(ref outstanding, 1 + (item.Sql?.Length ?? 0));
        if (!waiting.Writer.TryWrite(item))
            await work;
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (sql, line, after) in waiting.Reader.ReadAllAsync(cancellationToken))
            {
                if (sql is not null)
                    await ExecuteAsync(sql, lastLine = line, cancellationToken);
                room.Release(SizeOf(sql));
                Interlocked.Add(ref outstanding, -1 - (sql?.Length ?? 0));
                if (after is null)
                    continue;
                await ExecuteAsync("COMMIT", lastLine, cancellationToken);
                after();
            }
        }
        finally
        {
            waiting.Writer.TryComplete();
        }
    }

    private static int SizeOf(string? sql) => Math.Min(Room, 1 + ((sql?.Length ?? 0) / CharactersForOne));

    private async Task ExecuteAsync(string sql, long line, CancellationToken cancellationToken)
    {
        try
        {
#pragma warning disable CA2100 // running the dump's own statements is the purpose; DumpGuard lets through what they may be
            await using var command = new MySqlCommand(sql, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (MySqlException e) when (!e.IsTransient)
        {
            throw Rejected(e, line);
        }
    }

    private static PermanentFailureException Rejected(MySqlException e, long line) => new(
        FindingCode.DatabaseRejected, FindingCode.TitleOf(FindingCode.DatabaseRejected),
        (int)e.ErrorCode switch
        {
            TooLongKey or IndexColumnTooLarge =>
                $"Index column size too large: the statement at line {line} of the dump makes an index that is too long for utf8mb4. "
                + "Shorten the column to 191 characters on the old site and dump again.",
            // Rows of a new table are checked for keys that come twice when they are committed.
            ErrorDuringCommit => $"The server refused the rows up to line {line} of the dump, most likely since a key comes twice. Dump the database again.",
            var number => $"The server refused the statement at line {line} of the dump with error {number} ({e.ErrorCode}).",
        },
        e);
}
