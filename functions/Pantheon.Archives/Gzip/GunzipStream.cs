using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.ExceptionServices;

namespace Pantheon.Archives.Gzip;

/// <summary>
/// Expands a gzip as it is read, or several behind each other, checked by their checksums and lengths. What comes behind them and is none is left
/// alone. The platform's stream does the same; this one takes a seventh less time for text (tests/Pantheon.Benchmarks).
/// </summary>
internal sealed class GunzipStream : ReadOnlyStream
{
    private const int TrailerBytes = 8;

    private readonly Stream file;
    private readonly bool leaveOpen;
    private readonly Crc32 checksum = new();
    private readonly BitInput input = new();
    private readonly SlidingWindow window = new();
    private readonly Inflater inflater;
    private uint length; // modulo 2^32, as the trailer tells it
    private bool isBehindFirst;
    private InvalidDataException? failure; // nothing that is read after it would be right
    private Part part = Part.Header;

    private enum Part
    {
        Header,
        Content,
        Trailer,
        End,
    }

    /// <param name="file">What is packed. It is read ahead.</param>
    /// <param name="leaveOpen">Whether it stays the caller's.</param>
    internal GunzipStream(Stream file, bool leaveOpen = false)
    {
        this.file = file;
        this.leaveOpen = leaveOpen;
        inflater = new Inflater(input, window);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is no gzip, or is damaged, or ends in the middle.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!MakeReadable())
            input.Fill(file);
        return window.Read(buffer);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is no gzip, or is damaged, or ends in the middle.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!MakeReadable())
            await input.FillAsync(file, cancellationToken);
        return window.Read(buffer.Span);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (!leaveOpen)
            await file.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
            file.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Goes on until there is something to be read, or the end; false where more of the file must be at hand for it.</summary>
    private bool MakeReadable()
    {
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        try
        {
            return GoOn();
        }
        catch (InvalidDataException e)
        {
            failure = e;
            throw;
        }
    }

    private bool GoOn()
    {
        while (window.Unread.IsEmpty && part != Part.End)
        {
            var isWhole = part switch
            {
                Part.Header => TakeHeader(),
                Part.Content => Expand(),
                _ => TakeTrailer(),
            };
            if (!isWhole && input.IsLast)
                throw BitInput.CutShort();
            if (!isWhole)
                return false;
        }

        return true;
    }

    private bool TakeHeader()
    {
        if (!GzipHeader.Begins(input.Available))
            return TakeNoHeader();
        if (GzipHeader.Measure(input.Available) is not { } header)
            return input.Available.Length < BitInput.Capacity ? false : throw new InvalidDataException("The gzip's header is too long.");
        input.Position += header;
        checksum.Reset();
        length = 0;
        window.Forget();
        inflater.Reset();
        isBehindFirst = true;
        part = Part.Content;
        return true;
    }

    private bool TakeNoHeader()
    {
        if (input.Available.IsEmpty && !input.IsLast)
            return false;
        if (!isBehindFirst)
            throw new InvalidDataException("The file is no gzip.");
        part = Part.End;
        return true;
    }

    private bool Expand()
    {
        window.Slide();
        var expansion = inflater.Expand();
        checksum.Append(window.Unread);
        length += (uint)window.Unread.Length;
        if (expansion == Expansion.Done)
            part = Part.Trailer;
        return expansion != Expansion.NeedsInput || !window.Unread.IsEmpty;
    }

    private bool TakeTrailer()
    {
        if (input.Available.Length < TrailerBytes)
            return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(input.Available) != checksum.GetCurrentHashAsUInt32())
            throw new InvalidDataException("The compressed data is damaged: its checksum is another one.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(input.Available[4..]) != length)
            throw new InvalidDataException("The compressed data is damaged: its length is another one.");
        input.Position += TrailerBytes;
        part = Part.Header;
        return true;
    }
}
