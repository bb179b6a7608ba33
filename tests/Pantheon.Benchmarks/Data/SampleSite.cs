using System.Formats.Tar;
using System.IO.Compression;
using Pantheon.Archives.Reading;

namespace Pantheon.Benchmarks.Data;

/// <summary>A WordPress's archive: code that people wrote, uploads that don't compress, and a dump.</summary>
internal static class SampleSite
{
    private const int UploadBytes = 125_000;

    /// <summary>
    /// Writes about so many bytes, counted before they are compressed. The code is a real WordPress's, as often as it takes, each time as a plugin
    /// of another name.
    /// </summary>
    /// <param name="path">Where to.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="uploads">The uploads' share in them; of the rest the code has five ninths and the dump four.</param>
    internal static async Task WriteAsync(string path, long bytes, double uploads)
    {
        var dump = $"{path}.sql";
        var uploadBytes = (long)(bytes * uploads);
        await SampleDump.WriteAsync(dump, (bytes - uploadBytes) * 4 / 9);
        await using (var file = File.Create(path))
        await using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
        await using (var tar = new TarWriter(gzip, TarEntryFormat.Gnu))
        {
            await WriteFileAsync(tar, "wp-admin/index.php", "<?php\n"u8.ToArray());
            await WriteFileAsync(tar, "wp-includes/version.php", "<?php\n$wp_version = '6.8';\n"u8.ToArray());
            await WriteFileAsync(tar, "wp-config.php", "<?php\n$table_prefix = 'wp_';\n"u8.ToArray());
            await WriteCodeAsync(tar, (bytes - uploadBytes) * 5 / 9);
            await WriteUploadsAsync(tar, uploadBytes);
            await WriteFileAsync(tar, "database.sql", File.OpenRead(dump));
        }

        File.Delete(dump);
    }

    private static async Task WriteCodeAsync(TarWriter tar, long bytes)
    {
        var site = await WordPressSite.Shared;
        await using var archive = File.OpenRead(site.ArchivePath);
        for (var plugin = 0; bytes > 0; plugin++)
        {
            await foreach (var entry in ArchiveReader.ReadAsync(archive, new ArchiveLimits()))
            {
                if (bytes <= 0 || entry.Kind != EntryKind.File || !IsCode(entry.Path, site.Docroot))
                    continue;
                var content = new byte[entry.Length];
                await using (var stream = entry.Open())
                    await stream.ReadExactlyAsync(content);
                await WriteFileAsync(tar, $"wp-content/plugins/p{plugin}/{entry.Path[(site.Docroot.Length + 1)..]}", content);
                bytes -= content.Length;
            }
        }
    }

    // Not what tells a site of its own, and no uploads.
    private static bool IsCode(string path, string docroot) =>
        (path.StartsWith($"{docroot}/wp-admin/", StringComparison.Ordinal) || path.StartsWith($"{docroot}/wp-includes/", StringComparison.Ordinal))
        && Path.GetFileName(path) != "version.php";

    private static async Task WriteUploadsAsync(TarWriter tar, long bytes)
    {
        var words = new Words(1);
        var upload = new byte[UploadBytes];
        for (var i = 0; i < bytes / UploadBytes; i++)
        {
            words.Fill(upload);
            await WriteFileAsync(tar, $"wp-content/uploads/{words.Word()}-{i}.jpg", upload);
        }
    }

    private static Task WriteFileAsync(TarWriter tar, string path, byte[] content) => WriteFileAsync(tar, path, new MemoryStream(content));

    private static async Task WriteFileAsync(TarWriter tar, string path, Stream content)
    {
        await using (content)
            await tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, path) { DataStream = content });
    }
}
