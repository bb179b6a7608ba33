using System.Buffers;
using System.Text;

namespace Pantheon.Archives.Sql;

/// <summary>
/// Splits a dump into statements as the mysql client does: strings with their escapes, quoted names, comments, DELIMITER.
/// Conditional comments are code and stay in the statement. Reads forward, holding one statement at a time.
/// </summary>
public sealed class SqlStatementReader : IDisposable
{
    private const int FirstBuffer = 1 << 20;

    private readonly Stream dump;
    private readonly int maxStatement;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private byte[] delimiter = ";"u8.ToArray();
    private SearchValues<byte> interesting;
    private int start;
    private int position;
    private int end;
    private bool ended;
    private bool isConditional;
    private bool isServer;

    /// <param name="dump">Stays the caller's.</param>
    /// <param name="maxStatement">Bytes of the longest statement that is taken; a server's max_allowed_packet is at most 1 GiB.</param>
    public SqlStatementReader(Stream dump, int maxStatement = 256 << 20)
    {
        (this.dump, this.maxStatement) = (dump, maxStatement);
        interesting = InterestingFor(delimiter);
    }

    /// <summary>The statement without its delimiter, until the next is read.</summary>
    public ReadOnlyMemory<byte> Statement { get; private set; }

    /// <summary>The line on which the statement begins, counted from 1.</summary>
    public long Line { get; private set; } = 1;

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

    /// <summary>
    /// Whether servers differ in where a conditional comment of the statement ends, since what is within it may end it too: one that skips it,
    /// for its version or make, does not look for strings. What is text to one is then a statement to the other.
    /// </summary>
    public bool IsAmbiguous { get; private set; }

    /// <summary>Bytes of the dump that were read.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Goes to the next statement; false at the end.</summary>
    /// <exception cref="ArchiveException">database.truncated: the dump ends within a string, a name or a comment. database.rejected: a statement is too long.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        Begin();
        while (await SkipToStatementAsync(cancellationToken))
        {
            if (!isServer && IsDelimiterCommand())
            {
                await ReadDelimiterAsync(cancellationToken);
                continue;
            }

            (isConditional, IsAmbiguous) = (false, false);
            var found = await FindDelimiterAsync(cancellationToken);
            if (position - start > maxStatement)
                throw TooLong();
            Statement = buffer.AsMemory(start, buffer.AsSpan(start, position - start).TrimEnd(" \t\r\n"u8).Length);
            position += found ? delimiter.Length : 0;
            // A lone delimiter is no statement.
            if (!Statement.IsEmpty)
                return true;
            Begin();
        }

        Statement = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Statement = default;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private static SearchValues<byte> InterestingFor(byte[] delimiter) =>
        SearchValues.Create([.. "'\"`#-/"u8, delimiter[0]]);

    /// <summary>Moves start past blanks and comments that are not code.</summary>
    private async ValueTask<bool> SkipToStatementAsync(CancellationToken cancellationToken)
    {
        while (position < end || await FillAsync(cancellationToken))
        {
            switch (buffer[position])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                case 0xEF when await StartsWithAsync(new byte[] { 0xEF, 0xBB, 0xBF }, cancellationToken) && BytesRead - (end - position) == 0:
                    position += buffer[position] == 0xEF ? 3 : 1;
                    break;
                case (byte)'#':
                case (byte)'-' when await IsDashCommentAsync(cancellationToken):
                    await SkipPastAsync("\n"u8.ToArray(), cancellationToken);
                    break;
                case (byte)'/' when await StartsWithAsync("/*"u8.ToArray(), cancellationToken) && !await IsConditionalAsync(cancellationToken):
                    position += 2;
                    if (!await SkipPastAsync("*/"u8.ToArray(), cancellationToken))
                        throw Truncated("a comment");
                    break;
                default:
                    // Room for the longest word that is looked at next.
                    await StartsWithAsync("DELIMITER "u8.ToArray(), cancellationToken);
                    Begin();
                    return true;
            }

            Begin();
        }

        return false;
    }

    /// <summary>Has the next statement begin where the scan stands.</summary>
    private void Begin()
    {
        Line += buffer.AsSpan(start, position - start).Count((byte)'\n');
        start = position;
    }

    private async ValueTask<bool> FindDelimiterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = buffer.AsSpan(position, end - position).IndexOfAny(interesting);
            position = next < 0 ? end : position + next;
            if (position >= end)
            {
                if (!await FillAsync(cancellationToken))
                    return false;
                continue;
            }

            if (buffer[position] == delimiter[0] && await StartsWithAsync(delimiter, cancellationToken))
                return true;
            var from = position - start;
            switch (buffer[position])
            {
                case (byte)'\'' or (byte)'"' or (byte)'`':
                    await SkipQuotedAsync(buffer[position], cancellationToken);
                    NoteAmbiguity(from);
                    break;
                case (byte)'#':
                case (byte)'-' when await IsDashCommentAsync(cancellationToken):
                    await SkipPastAsync("\n"u8.ToArray(), cancellationToken);
                    NoteAmbiguity(from);
                    break;
                case (byte)'/' when isConditional && buffer[position - 1] == '*':
                    // Its end, and not the beginning of a comment: what follows is code.
                    isConditional = false;
                    position++;
                    break;
                case (byte)'/' when await IsConditionalAsync(cancellationToken):
                    IsAmbiguous |= isConditional;
                    isConditional = true;
                    position++;
                    break;
                case (byte)'/' when await StartsWithAsync("/*"u8.ToArray(), cancellationToken):
                    position += 2;
                    if (!await SkipPastAsync("*/"u8.ToArray(), cancellationToken))
                        throw Truncated("a comment");
                    NoteAmbiguity(from);
                    break;
                default:
                    position++;
                    break;
            }
        }
    }

    /// <summary>Looks for marks of a comment in what was skipped within a conditional one.</summary>
    private void NoteAmbiguity(int from)
    {
        var skipped = buffer.AsSpan(start + from, position - start - from);
        IsAmbiguous |= isConditional && (skipped.IndexOf("*/"u8) >= 0 || skipped.IndexOf("/*"u8) >= 0);
    }

    private async ValueTask SkipQuotedAsync(byte quote, CancellationToken cancellationToken)
    {
        position++;
        while (true)
        {
            // A doubled quote ends the string and begins another: the same to a splitter. Backslashes escape in strings, not in names.
            var rest = buffer.AsSpan(position, end - position);
            var next = quote == (byte)'`' ? rest.IndexOf(quote) : rest.IndexOfAny(quote, (byte)'\\');
            if (next < 0)
            {
                position = end;
                if (!await FillAsync(cancellationToken))
                    throw Truncated(quote == (byte)'`' ? "a quoted name" : "a string");
                continue;
            }

            position += next;
            if (buffer[position++] == quote)
                return;
            if (position >= end && !await FillAsync(cancellationToken))
                throw Truncated("a string");
            position++;
        }
    }

    private async ValueTask<bool> SkipPastAsync(byte[] mark, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = buffer.AsSpan(position, end - position).IndexOf(mark);
            if (next >= 0)
            {
                position += next + mark.Length;
                return true;
            }

            // The mark may lie across the end of what was read.
            position = Math.Max(position, end - mark.Length + 1);
            if (!await FillAsync(cancellationToken))
            {
                position = end;
                return false;
            }
        }
    }

    private async ValueTask<bool> IsDashCommentAsync(CancellationToken cancellationToken)
    {
        if (!await StartsWithAsync("--"u8.ToArray(), cancellationToken))
            return false;
        // Two dashes begin a comment only before a blank or the end: 5--3 is arithmetic.
        while (end - position < 3 && await FillAsync(cancellationToken))
            continue;
        return end - position < 3 || buffer[position + 2] <= (byte)' ';
    }

    private async ValueTask<bool> IsConditionalAsync(CancellationToken cancellationToken) =>
        await StartsWithAsync("/*!"u8.ToArray(), cancellationToken) || await StartsWithAsync("/*M!"u8.ToArray(), cancellationToken);

    private async ValueTask<bool> StartsWithAsync(byte[] text, CancellationToken cancellationToken)
    {
        while (end - position < text.Length && await FillAsync(cancellationToken))
            continue;
        return buffer.AsSpan(position, end - position).StartsWith(text);
    }

    private bool IsDelimiterCommand()
    {
        var rest = buffer.AsSpan(position, Math.Min(end - position, 10));
        return rest.Length == 10 && Ascii.EqualsIgnoreCase(rest[..9], "DELIMITER"u8) && rest[9] is (byte)' ' or (byte)'\t';
    }

    private async ValueTask ReadDelimiterAsync(CancellationToken cancellationToken)
    {
        position += 10;
        await SkipPastAsync("\n"u8.ToArray(), cancellationToken);
        var text = buffer.AsSpan(start + 10, position - start - 10).Trim(" \t\r\n"u8);
        if (text.IsEmpty)
            throw new ArchiveException(FindingCode.DatabaseRejected, $"Line {Line} of the dump sets an empty DELIMITER.");
        delimiter = text.ToArray();
        interesting = InterestingFor(delimiter);
        Begin();
    }

    /// <summary>Reads more behind what there is, keeping the statement that is being looked at. False at the end.</summary>
    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (ended)
            return false;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (position, end, start) = (position - start, end - start, 0);
        }

        if (end == buffer.Length)
            Grow();
        var read = await dump.ReadAsync(buffer.AsMemory(end), cancellationToken);
        BytesRead += read;
        end += read;
        ended = read == 0;
        return !ended;
    }

    private void Grow()
    {
        if (buffer.Length > maxStatement)
            throw TooLong();
        // One byte more than a statement may have: room to see that it ends.
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Min(buffer.Length * 2L, maxStatement + 1L), Array.MaxLength));
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private ArchiveException TooLong() => new(
        FindingCode.DatabaseRejected, $"The statement at line {Line} of the dump is longer than {maxStatement >> 20} MiB.");

    private ArchiveException Truncated(string what) => new(
        FindingCode.DatabaseTruncated, $"The dump ends within {what}, in the statement that begins at line {Line}. Dump the database again.");
}
