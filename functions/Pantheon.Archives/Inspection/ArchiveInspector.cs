using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Inspection;

/// <summary>Judges an archive: what it holds, and whether it can be imported. Reads it once, forward, and writes nothing.</summary>
public static class ArchiveInspector
{
    /// <summary>Inspects an archive.</summary>
    /// <param name="archive">Seekable; stays the caller's.</param>
    /// <param name="expected">The framework that the migration was created for; null takes any.</param>
    /// <param name="limits">Where reading stops.</param>
    /// <param name="progress">Told the number of entries read so far and the path of the last; may throw to end the pass.</param>
    /// <param name="cancellationToken">Ends the inspection.</param>
    /// <exception cref="ArchiveException">The archive can't be read to its end: archive.format, .truncated, .unsafePath or .bomb.</exception>
    public static async Task<ArchiveInspection> InspectAsync(
        Stream archive, Framework? expected, ArchiveLimits limits, Func<long, string, ValueTask>? progress = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var index = await ArchiveIndex.ReadAsync(archive, limits, progress, cancellationToken);
            return new Judgement(index, expected).ToInspection();
        }
        catch (Exception e) when (e is not ArchiveException && ArchiveReader.Explain(e) is not null)
        {
            throw ArchiveReader.Explain(e)!; // within an entry's content
        }
    }
}
