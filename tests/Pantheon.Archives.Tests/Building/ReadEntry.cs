using System.Text;
using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Tests.Building;

/// <summary>An entry with its content, as a whole archive was read.</summary>
internal sealed record ReadEntry(string Path, EntryKind Kind, long Length, UnixFileMode Mode, DateTimeOffset ModifiedAt, string? LinkTarget, byte[] Content)
{
    internal string Text => Encoding.UTF8.GetString(Content);

    internal static async Task<List<ReadEntry>> AllAsync(byte[] archive, ArchiveLimits? limits = null, bool withContent = true)
    {
        var entries = new List<ReadEntry>();
        await foreach (var entry in ArchiveReader.ReadAsync(new MemoryStream(archive), limits ?? new()))
        {
            var content = new MemoryStream();
            if (withContent)
            {
                try
                {
                    await using var stream = entry.Open();
                    await stream.CopyToAsync(content);
                }
                catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
                {
                    throw ArchiveReader.Explain(e)!;
                }
            }

            entries.Add(new(entry.Path, entry.Kind, entry.Length, entry.Mode, entry.ModifiedAt, entry.LinkTarget, content.ToArray()));
        }

        return entries;
    }

    /// <summary>The code and message with which an archive is refused.</summary>
    internal static async Task<ArchiveException> RefusalAsync(byte[] archive, ArchiveLimits? limits = null, bool withContent = true) =>
        await Assert.ThrowsAsync<ArchiveException>(() => AllAsync(archive, limits, withContent));
}
