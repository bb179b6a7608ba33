using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Pantheon.Functions.Tests.Sites;

/// <summary>An archive of a site, entry by entry.</summary>
internal sealed class SiteArchive
{
    internal static readonly DateTimeOffset ModifiedAt = new(2021, 3, 4, 5, 6, 7, TimeSpan.Zero);

    internal const UnixFileMode Ordinary = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    internal const UnixFileMode Executable = Ordinary | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly List<PaxTarEntry> entries = [];

    internal SiteArchive File(string path, string content, UnixFileMode mode = Ordinary) => File(path, Encoding.UTF8.GetBytes(content), mode);

    internal SiteArchive File(string path, byte[] content, UnixFileMode mode = Ordinary)
    {
        Remove(path);
        entries.Add(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content), Mode = mode, ModificationTime = ModifiedAt });
        return this;
    }

    internal SiteArchive Files(string content, params string[] paths) => paths.Aggregate(this, (archive, path) => archive.File(path, content));

    internal SiteArchive Directories(params string[] paths)
    {
        foreach (var path in paths)
            entries.Add(new PaxTarEntry(TarEntryType.Directory, path + "/") { Mode = Executable, ModificationTime = ModifiedAt });
        return this;
    }

    internal SiteArchive Link(string path, string target)
    {
        entries.Add(new PaxTarEntry(TarEntryType.SymbolicLink, path) { LinkName = target, ModificationTime = ModifiedAt });
        return this;
    }

    internal SiteArchive HardLink(string path, string target)
    {
        entries.Add(new PaxTarEntry(TarEntryType.HardLink, path) { LinkName = target, Mode = Ordinary, ModificationTime = ModifiedAt });
        return this;
    }

    internal SiteArchive Remove(string path)
    {
        entries.RemoveAll(entry => entry.Name == path);
        return this;
    }

    internal byte[] ToTarGzip()
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                if (entry.DataStream is { } content)
                    content.Position = 0;
                tar.WriteEntry(entry);
            }
        }

        return target.ToArray();
    }
}
