using System.Buffers;
using System.Text;

namespace Pantheon.Archives.Sql;

/// <summary>
/// Splits a dump into statements as the mysql client does: strings with their escapes, quoted names, comments, DELIMITER.
/// Conditional comments are code and stay in the statement. Reads forward, holding one statement at a time.
/// </summary>
public sealed class SqlStatementReader : IDisposable
{
    private static readonly byte[] LineFeed = "\n"u8.ToArray();
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private static readonly byte[] CommentBegin = "/*"u8.ToArray();
    private static readonly byte[] CommentEnd = "*/"u8.ToArray();
    private static readonly byte[] Dashes = "--"u8.ToArray();
    private static readonly byte[] Conditional = "/*!"u8.ToArray();
    private static readonly byte[] ConditionalOfMariaDb = "/*M!"u8.ToArray();
    private static readonly byte[] DelimiterWord = "DELIMITER"u8.ToArray();

    private readonly DumpWindow window;
    private readonly int maxStatement;
    private byte[] delimiter = ";"u8.ToArray();
    private SearchValues<byte> interesting;
    private bool isConditional;
    private bool isServer;

    /// <param name="dump">Stays the caller's.</param>
    /// <param name="maxStatement">Bytes of the longest statement that is taken; a server's max_allowed_packet is at most 1 GiB.</param>
    public SqlStatementReader(Stream dump, int maxStatement = 256 << 20)
    {
        this.maxStatement = maxStatement;
        window = new DumpWindow(dump, maxStatement);
        interesting = InterestingFor(delimiter);
    }

    /// <summary>The statement without its delimiter, until the next is read.</summary>
    public ReadOnlyMemory<byte> Statement { get; private set; }

    /// <summary>The line on which the statement begins, counted from 1.</summary>
    public long Line => window.Line;

    /// <summary>
    /// Whether servers differ in where a conditional comment of the statement ends, since what is within it may end it too: one that skips it,
    /// for its version or make, does not look for strings. What is text to one is then a statement to the other.
    /// </summary>
    public bool IsAmbiguous { get; private set; }

    /// <summary>Bytes of the dump that were read.</summary>
    public long BytesRead => window.BytesRead;

    /// <summary>
    /// Whether the statement holds semicolons outside of its quotes, which only programs may: a server takes what follows one for a statement
    /// of its own.
    /// </summary>
    public async ValueTask<bool> HoldsSeveralAsync(CancellationToken cancellationToken)
    {
        if (delimiter is [(byte)';'])
            return false;
        // DELIMITER is the client's: a server takes it for a statement.
        using var parts = new SqlStatementReader(new MemoryStream(Statement.ToArray()), maxStatement) { isServer = true };
        return await parts.ReadAsync(cancellationToken) && await parts.ReadAsync(cancellationToken);
    }

    /// <summary>Goes to the next statement; false at the end.</summary>
    /// <exception cref="ArchiveException">database.truncated: the dump ends within a string, a name or a comment. database.rejected: a statement is too long.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        window.Begin();
        while (await SkipToStatementAsync(cancellationToken))
        {
            if (!isServer && IsDelimiterCommand())
            {
                await ReadDelimiterAsync(cancellationToken);
                continue;
            }

            (isConditional, IsAmbiguous) = (false, false);
            var found = await FindDelimiterAsync(cancellationToken);
            if (window.Length > maxStatement)
                throw window.TooLong();
            Statement = window.Statement.TrimEnd(" \t\r\n"u8);
            window.Skip(found ? delimiter.Length : 0);
            // A lone delimiter is no statement.
            if (!Statement.IsEmpty)
                return true;
            window.Begin();
        }

        Statement = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Statement = default;
        window.Dispose();
    }

    private static SearchValues<byte> InterestingFor(byte[] delimiter) => SearchValues.Create([.. "'\"`#-/"u8, delimiter[0]]);

    /// <summary>Has the statement begin past blanks and comments that are not code.</summary>
    private async ValueTask<bool> SkipToStatementAsync(CancellationToken cancellationToken)
    {
        while (await window.HasMoreAsync(cancellationToken))
        {
            switch (window.Current)
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    window.Skip(1);
                    break;
                case 0xEF when await window.StartsWithAsync(ByteOrderMark, cancellationToken) && window.Scanned == 0:
                    window.Skip(ByteOrderMark.Length);
                    break;
                case (byte)'#':
                case (byte)'-' when await IsDashCommentAsync(cancellationToken):
                    await window.SkipPastAsync(LineFeed, cancellationToken);
                    break;
                case (byte)'/' when await window.StartsWithAsync(CommentBegin, cancellationToken) && !await IsConditionalAsync(cancellationToken):
                    await SkipCommentAsync(cancellationToken);
                    break;
                default:
                    // Room for the longest word that is looked at next.
                    await window.HasAsync(DelimiterWord.Length + 1, cancellationToken);
                    window.Begin();
                    return true;
            }

            window.Begin();
        }

        return false;
    }

    private async ValueTask<bool> FindDelimiterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = window.Rest.IndexOfAny(interesting);
            if (next < 0)
            {
                window.SkipRest();
                if (!await window.FillAsync(cancellationToken))
                    return false;
                continue;
            }

            window.Skip(next);
            if (window.Current == delimiter[0] && await window.StartsWithAsync(delimiter, cancellationToken))
                return true;
            var from = window.Length;
            switch (window.Current)
            {
                case (byte)'\'' or (byte)'"' or (byte)'`':
                    await SkipQuotedAsync(window.Current, cancellationToken);
                    NoteAmbiguity(from);
                    break;
                case (byte)'#':
                case (byte)'-' when await IsDashCommentAsync(cancellationToken):
                    await window.SkipPastAsync(LineFeed, cancellationToken);
                    NoteAmbiguity(from);
                    break;
                case (byte)'/' when isConditional && window.Previous == '*':
                    // Its end, and not the beginning of a comment: what follows is code.
                    isConditional = false;
                    window.Skip(1);
                    break;
                case (byte)'/' when await IsConditionalAsync(cancellationToken):
                    IsAmbiguous |= isConditional;
                    isConditional = true;
                    window.Skip(1);
                    break;
                case (byte)'/' when await window.StartsWithAsync(CommentBegin, cancellationToken):
                    await SkipCommentAsync(cancellationToken);
                    NoteAmbiguity(from);
                    break;
                default:
                    window.Skip(1);
                    break;
            }
        }
    }

    /// <summary>Looks for marks of a comment in what was skipped within a conditional one.</summary>
    private void NoteAmbiguity(int from)
    {
        if (!isConditional)
            return;
        var skipped = window.Statement.Span[from..];
        IsAmbiguous |= skipped.IndexOf(CommentEnd) >= 0 || skipped.IndexOf(CommentBegin) >= 0;
    }

    private async ValueTask SkipCommentAsync(CancellationToken cancellationToken)
    {
        window.Skip(CommentBegin.Length);
        if (!await window.SkipPastAsync(CommentEnd, cancellationToken))
            throw Truncated("a comment");
    }

    private async ValueTask SkipQuotedAsync(byte quote, CancellationToken cancellationToken)
    {
        window.Skip(1);
        while (true)
        {
            // A doubled quote ends the string and begins another: the same to a splitter. Backslashes escape in strings, not in names.
            var next = quote == (byte)'`' ? window.Rest.IndexOf(quote) : window.Rest.IndexOfAny(quote, (byte)'\\');
            if (next < 0)
            {
                window.SkipRest();
                if (!await window.FillAsync(cancellationToken))
                    throw Truncated(quote == (byte)'`' ? "a quoted name" : "a string");
                continue;
            }

            window.Skip(next + 1);
            if (window.Previous == quote)
                return;
            if (!await window.HasMoreAsync(cancellationToken))
                throw Truncated("a string");
            window.Skip(1);
        }
    }

    private async ValueTask<bool> IsDashCommentAsync(CancellationToken cancellationToken)
    {
        if (!await window.StartsWithAsync(Dashes, cancellationToken))
            return false;
        // Two dashes begin a comment only before a blank or the end: 5--3 is arithmetic.
        return !await window.HasAsync(Dashes.Length + 1, cancellationToken) || window.Rest[Dashes.Length] <= (byte)' ';
    }

    private async ValueTask<bool> IsConditionalAsync(CancellationToken cancellationToken) =>
        await window.StartsWithAsync(Conditional, cancellationToken) || await window.StartsWithAsync(ConditionalOfMariaDb, cancellationToken);

    private bool IsDelimiterCommand() =>
        window.Rest.Length > DelimiterWord.Length && Ascii.EqualsIgnoreCase(window.Rest[..DelimiterWord.Length], DelimiterWord)
        && (window.Rest[DelimiterWord.Length] is (byte)' ' or (byte)'\t');

    private async ValueTask ReadDelimiterAsync(CancellationToken cancellationToken)
    {
        window.Skip(DelimiterWord.Length + 1);
        await window.SkipPastAsync(LineFeed, cancellationToken);
        var text = window.Statement.Span[(DelimiterWord.Length + 1)..].Trim(" \t\r\n"u8);
        if (text.IsEmpty)
            throw new ArchiveException(FindingCode.DatabaseRejected, $"Line {Line} of the dump sets an empty DELIMITER.");
        delimiter = text.ToArray();
        interesting = InterestingFor(delimiter);
        window.Begin();
    }

    private ArchiveException Truncated(string what) => new(
        FindingCode.DatabaseTruncated, $"The dump ends within {what}, in the statement that begins at line {Line}. Dump the database again.");
}
