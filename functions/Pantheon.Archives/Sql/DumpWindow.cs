using System.Buffers;

namespace Pantheon.Archives.Sql;

/// <summary>What is held of a dump: the statement from its beginning to where the scan stands, and what was read ahead.</summary>
internal sealed class DumpWindow(Stream dump, int maxStatement) : IDisposable
{
    private const int FirstBuffer = 1 << 20;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int start;
    private int position;
    private int end;
    private bool ended;

    /// <summary>The line on which the statement begins, counted from 1.</summary>
    internal long Line { get; private set; } = 1;

    /// <summary>Bytes of the dump that were read.</summary>
    internal long BytesRead { get; private set; }

    /// <summary>Bytes of the dump that the scan has passed.</summary>
    internal long Scanned => BytesRead - (end - position);

    /// <summary>The byte at which the scan stands; there has to be one.</summary>
    internal byte Current => buffer[position];

    /// <summary>The byte before it.</summary>
    internal byte Previous => buffer[position - 1];

    /// <summary>Bytes between the statement's beginning and the scan.</summary>
    internal int Length => position - start;

    /// <summary>The statement up to the scan.</summary>
    internal ReadOnlyMemory<byte> Statement => buffer.AsMemory(start, Length);

    /// <summary>What was read and not scanned.</summary>
    internal ReadOnlySpan<byte> Rest => buffer.AsSpan(position, end - position);

    public void Dispose()
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    /// <summary>Moves the scan on, at most to the end of what was read.</summary>
    internal void Skip(int bytes) => position += bytes;

    /// <summary>Moves the scan to the end of what was read.</summary>
    internal void SkipRest() => position = end;

    /// <summary>Has the next statement begin where the scan stands.</summary>
    internal void Begin()
    {
        Line += buffer.AsSpan(start, Length).Count((byte)'\n');
        start = position;
    }

    /// <summary>Whether there is a byte at the scan, reading more where there is none.</summary>
    internal ValueTask<bool> HasMoreAsync(CancellationToken cancellationToken) => position < end ? ValueTask.FromResult(true) : FillAsync(cancellationToken);

    /// <summary>Reads on until so many bytes lie behind the scan; false where the dump ends before.</summary>
    internal async ValueTask<bool> HasAsync(int bytes, CancellationToken cancellationToken)
    {
        while (end - position < bytes && await FillAsync(cancellationToken))
            continue;
        return end - position >= bytes;
    }

    /// <summary>Whether a text stands at the scan.</summary>
    internal async ValueTask<bool> StartsWithAsync(byte[] text, CancellationToken cancellationToken) =>
        await HasAsync(text.Length, cancellationToken) && Rest.StartsWith(text);

    /// <summary>Moves the scan behind the next such mark, or to the dump's end: false.</summary>
    internal async ValueTask<bool> SkipPastAsync(byte[] mark, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = Rest.IndexOf(mark);
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

    /// <summary>Reads more behind what there is, keeping the statement that is being looked at. False at the end.</summary>
    internal async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
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

    internal ArchiveException TooLong() => new(
        FindingCode.DatabaseRejected, $"The statement at line {Line} of the dump is longer than {maxStatement >> 20} MiB.");

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
}
