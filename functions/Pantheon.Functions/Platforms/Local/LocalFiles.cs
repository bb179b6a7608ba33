using Microsoft.Extensions.Options;
using Pantheon.Archives.Reading;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>Puts an archive's files into the site's files directory, with their modes and times. Links are left out: none may lead anywhere.</summary>
public sealed class LocalFiles(IOptions<AppOptions> app, ArchiveLimits limits)
{
    private const UnixFileMode OwnerMayWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    internal async Task ImportAsync(LocalSite site, SiteImport import, CancellationToken cancellationToken)
    {
        var target = site.Files(app.Value);
        Clear(target);
        if (import.Inspection!.Files is not { } files)
            return;

        long done = 0;
        await using var archive = await import.OpenArchive(cancellationToken);
        await foreach (var entry in ArchiveReader.ReadAsync(archive, limits, cancellationToken))
        {
            if (!EntryPath.IsWithin(entry.Path, files.Path) || entry.Path == files.Path)
                continue;
            var path = Path.Combine(target, EntryPath.RelativeTo(entry.Path, files.Path));
            switch (entry.Kind)
            {
                case EntryKind.Directory:
                    Directory.CreateDirectory(path);
                    break;
                case EntryKind.File:
                    await WriteAsync(entry, path, cancellationToken);
                    await import.Report(new(++done, files.Count, "files", EntryPath.RelativeTo(entry.Path, files.Path)));
                    break;
                case EntryKind.HardLink when EntryPath.IsWithin(entry.LinkTarget!, files.Path) && entry.LinkTarget != files.Path:
                    CopyLinked(Path.Combine(target, EntryPath.RelativeTo(entry.LinkTarget!, files.Path)), path);
                    await import.Report(new(++done, files.Count, "files", EntryPath.RelativeTo(entry.Path, files.Path)));
                    break;
            }
        }
    }

    // One whose file is not there, or is itself, has no content to copy; the verification tells where the archive has.
    private static void CopyLinked(string from, string to)
    {
        if (from == to || !File.Exists(from))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    // What an earlier attempt left is not this archive's.
    private static void Clear(string target)
    {
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        PrivateFile.CreateDirectory(target);
    }

    private static async Task WriteAsync(ArchiveEntry entry, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var content = entry.Open())
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 81920, FileOptions.Asynchronous))
            await content.CopyToAsync(file, cancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, entry.Mode | OwnerMayWrite);
        File.SetLastWriteTimeUtc(path, entry.ModifiedAt.UtcDateTime);
    }
}
