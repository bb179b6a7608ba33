namespace Pantheon.Archives.Reading;

/// <summary>Counts what an archive expands to and stops it at the limits.</summary>
internal sealed class ExpansionMeter(ArchiveLimits limits, long archiveBytes)
{
    private long entries;

    internal long Bytes { get; private set; }

    internal void CountEntry()
    {
        if (++entries > limits.MaxEntries)
            throw new ArchiveException(FindingCode.Bomb, $"The archive holds more than {limits.MaxEntries:N0} entries.");
    }

    internal void CheckEntry(string path, long length)
    {
        if (length > limits.MaxEntryBytes)
            throw new ArchiveException(
                FindingCode.Bomb, $"'{path}' has {length:N0} bytes; the most that one entry may have is {limits.MaxEntryBytes:N0}.");
    }

    internal void Count(ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        if (Bytes > limits.MaxExpandedBytes)
            throw new ArchiveException(FindingCode.Bomb, $"The archive expands to more than {limits.MaxExpandedBytes:N0} bytes.");
        if (Bytes > limits.RatioFrom && Bytes > limits.MaxRatio * archiveBytes)
            throw new ArchiveException(
                FindingCode.Bomb, $"The archive has {archiveBytes:N0} bytes and expands to more than {limits.MaxRatio:N0} times as many.");
    }
}
