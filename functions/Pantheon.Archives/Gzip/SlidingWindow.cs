namespace Pantheon.Archives.Gzip;

/// <summary>What was expanded last: what no one has read yet, and before it what matches may refer to.</summary>
internal sealed class SlidingWindow
{
    /// <summary>Room behind <see cref="Limit"/>: who goes on before it writes two bytes and a match at most, and what the match overruns.</summary>
    internal const int Slack = 2 + DeflateCode.MaxMatch + Match.Overrun;

    private const int ChunkBytes = 128 << 10;

    private int unread;

    internal byte[] Bytes { get; } = new byte[DeflateCode.MaxDistance + ChunkBytes + Slack];

    /// <summary>Where the next byte goes.</summary>
    internal int Position { get; set; }

    /// <summary>From there on nothing more should be begun before what is there has been read.</summary>
    internal static int Limit => DeflateCode.MaxDistance + ChunkBytes;

    /// <summary>The first byte that a match may refer to.</summary>
    internal int Start { get; private set; }

    internal ReadOnlySpan<byte> Unread => Bytes.AsSpan(unread..Position);

    /// <summary>Makes room by moving what matches may refer to to the front, if little is left. All must have been read.</summary>
    internal void Slide()
    {
        if (Limit - Position >= ChunkBytes / 2)
            return;
        var shift = Position - DeflateCode.MaxDistance;
        Bytes.AsSpan(shift, DeflateCode.MaxDistance).CopyTo(Bytes);
        Start = Math.Max(0, Start - shift);
        Position = unread = DeflateCode.MaxDistance;
    }

    /// <summary>Begins another file's content, which refers to nothing before it.</summary>
    internal void Forget() => Start = Position;

    internal void Write(ReadOnlySpan<byte> content)
    {
        content.CopyTo(Bytes.AsSpan(Position));
        Position += content.Length;
    }

    /// <summary>Reads as much as there is or fits.</summary>
    internal int Read(Span<byte> buffer)
    {
        var read = Math.Min(buffer.Length, Position - unread);
        Bytes.AsSpan(unread, read).CopyTo(buffer);
        unread += read;
        return read;
    }
}
