using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Pantheon.Benchmarks.Data;

/// <summary>A WordPress's archive: code, uploads that don't compress, and a dump.</summary>
internal static class SampleSite
{
    private const int Files = 4000;

    /// <summary>Writes about so many bytes, counted before they are compressed: half of them code, a tenth uploads, the rest the dump.</summary>
    internal static async Task WriteAsync(string path, long bytes)
    {
        var dump = $"{path}.sql";
        await SampleDump.WriteAsync(dump, bytes * 2 / 5);
        await using (var file = File.Create(path))
        await using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
        await using (var tar = new TarWriter(gzip, TarEntryFormat.Gnu))
        {
            await WriteFileAsync(tar, "wp-admin/index.php", "<?php\n"u8.ToArray());
            await WriteFileAsync(tar, "wp-includes/version.php", "<?php\n$wp_version = '6.8';\n"u8.ToArray());
            await WriteFileAsync(tar, "wp-config.php", "<?php\n$table_prefix = 'wp_';\n"u8.ToArray());
            await WriteFilesAsync(tar, bytes);
            await WriteFileAsync(tar, "database.sql", File.OpenRead(dump));
        }

        File.Delete(dump);
    }

    private static async Task WriteFilesAsync(TarWriter tar, long bytes)
    {
        var words = new Words(1);
        var upload = new byte[bytes / 10 / (Files / 10)];
        for (var i = 0; i < Files; i++)
        {
            await WriteFileAsync(tar, $"wp-content/plugins/p{i / 50}/src/{words.Word()}-{i}.php", Encoding.UTF8.GetBytes($"<?php\n// {words.Text((int)(bytes / 2 / Files))}\n"));
            if (i % 10 != 0)
                continue;
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
