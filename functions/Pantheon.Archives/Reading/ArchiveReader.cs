using System.Runtime.CompilerServices;

namespace Pantheon.Archives.Reading;

/// <summary>Reads archives entry by entry, forward only. Never writes anything, and never holds an entry in memory.</summary>
public static class ArchiveReader
{
    /// <summary>The entries of a gzip'd tar, a tar or a zip.</summary>
    /// <param name="archive">Seekable; stays the caller's.</param>
    /// <param name="limits">Where reading stops.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="ArchiveException">archive.format, archive.truncated, archive.unsafePath or archive.bomb.</exception>
    public static async IAsyncEnumerable<ArchiveEntry> ReadAsync(
        Stream archive, ArchiveLimits limits, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        archive.Position = 0;
        var entries = await ArchiveSniffer.SniffAsync(archive, cancellationToken) switch
        {
            ArchiveFormat.TarGzip => TarEntries.ReadAsync(archive, gzip: true, limits, cancellationToken),
            ArchiveFormat.Tar => TarEntries.ReadAsync(archive, gzip: false, limits, cancellationToken),
            ArchiveFormat.Zip => ZipEntries.ReadAsync(archive, limits, cancellationToken),
            ArchiveFormat.Html => throw new ArchiveException(
                FindingCode.Format, "The address leads to a web page, not to the file itself. Use a direct download link."),
            _ => throw new ArchiveException(FindingCode.Format, "The file is neither a .tar.gz, nor a .tar, nor a .zip."),
        };
        var links = new HashSet<string>(StringComparer.Ordinal);
        await using var reading = entries.GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(reading))
        {
            CheckNotBelowLink(reading.Current, links);
            yield return reading.Current;
        }
    }

    /// <summary>What a reading error of the platform's streams means for an archive; null where it means nothing of the kind.</summary>
    public static ArchiveException? Explain(Exception error) => error switch
    {
        ArchiveException known => known,
        EndOfStreamException => new ArchiveException(
            FindingCode.Truncated, "The archive ends before it should. It was probably not uploaded whole: upload it again.", error),
        InvalidDataException => new ArchiveException(
            FindingCode.Truncated,
            // The platform's messages name entries as they are.
            $"The archive can't be read: {EntryPath.Escape(error.Message)} Make it again and check it with `tar tzf` or `unzip -t`.",
            error),
        _ => null,
    };

    // Each link by itself stays inside; by way of another it need not.
    private static void CheckNotBelowLink(ArchiveEntry entry, HashSet<string> links)
    {
        for (var directory = EntryPath.Parent(entry.Path); links.Count > 0 && directory.Length > 0; directory = EntryPath.Parent(directory))
        {
            if (links.Contains(directory))
                throw EntryPath.Unsafe(entry.Path, $"lies below the link '{directory}'");
        }

        if (entry.Kind == EntryKind.SymbolicLink)
            links.Add(entry.Path);
    }

    private static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<ArchiveEntry> entries)
    {
        try
        {
            return await entries.MoveNextAsync();
        }
        catch (Exception e) when (e is not ArchiveException && Explain(e) is not null)
        {
            throw Explain(e)!;
        }
        catch (NotSupportedException e)
        {
            throw new ArchiveException(
                FindingCode.Format,
                $"The archive uses an extension that can't be read: {EntryPath.Escape(e.Message)} Make it again without --sparse and --multi-volume.",
                e);
        }
    }
}
