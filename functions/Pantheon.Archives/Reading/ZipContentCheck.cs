using System.IO.Compression;
using System.IO.Hashing;

namespace Pantheon.Archives.Reading;

/// <summary>Holds an entry's content against the length and checksum that the zip's directory tells: the platform's reader does not.</summary>
internal sealed class ZipContentCheck(ZipArchiveEntry entry, ExpansionMeter meter)
{
    private readonly Crc32 checksum = new();
    private long length;

    /// <summary>Takes the next bytes in; none is the end.</summary>
    /// <exception cref="InvalidDataException">The content is not what the directory tells.</exception>
    internal void Take(ReadOnlySpan<byte> bytes)
    {
        meter.Count(bytes);
        checksum.Append(bytes);
        length += bytes.Length;
        // What is too much is not passed on: whoever reads has made room for what the directory tells.
        if (length > entry.Length || (bytes.IsEmpty && (length < entry.Length || checksum.GetCurrentHashAsUInt32() != entry.Crc32)))
            throw new InvalidDataException($"'{entry.FullName}' has not the length or checksum that the zip's directory tells.");
    }
}
