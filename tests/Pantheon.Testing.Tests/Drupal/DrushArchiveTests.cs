using System.IO.Compression;

namespace Pantheon.Testing.Tests;

public sealed class DrushArchiveTests
{
    public static TheoryData<DrupalVersion, DrupalArchiveLayout, ArchiveFormat> Layouts
    {
        get
        {
            var data = new TheoryData<DrupalVersion, DrupalArchiveLayout, ArchiveFormat>();
            foreach (var version in Enum.GetValues<DrupalVersion>())
            {
                foreach (var layout in Enum.GetValues<DrupalArchiveLayout>())
                {
                    foreach (var format in Enum.GetValues<ArchiveFormat>())
                        data.Add(version, layout, format);
                }
            }

            return data;
        }
    }

    [TarTheory]
    [MemberData(nameof(Layouts))]
    public async Task WriteFileAsync_EveryLayout_IsUnpackedByTheSystemsTools(DrupalVersion version, DrupalArchiveLayout layout, ArchiveFormat format)
    {
        var archive = new DrushArchive { Drupal = version, Layout = layout, Format = format, Symlinks = true };
        using var scratch = ScratchDirectory.Create("drush");

        await UnpackAsync(archive, scratch);

        foreach (var entry in archive.Entries.Where(entry => entry.IsFile))
            Assert.Equal(entry.Content, await File.ReadAllBytesAsync(scratch.Combine("out", entry.Path)));
        Assert.True(File.Exists(scratch.Combine("out", archive.Docroot, "index.php")));
        Assert.Equal("default", new FileInfo(scratch.Combine("out", archive.Docroot, "sites/www.old-site.example")).LinkTarget);
        Assert.All(archive.Files, file => Assert.Equal(file.Size, new FileInfo(scratch.Combine("out", archive.FilesRoot, file.Path)).Length));
        Assert.All(archive.DumpPaths, dump => Assert.True(File.Exists(scratch.Combine("out", dump))));
    }

    [TarFact]
    public async Task WriteFileAsync_Duplicates_TheLaterWins()
    {
        var archive = new DrushArchive { Duplicates = true };
        using var scratch = ScratchDirectory.Create("drush");

        await UnpackAsync(archive, scratch);

        Assert.Equal(2, archive.Entries.Count(entry => entry.Path == "public_html/index.php"));
        Assert.Contains("DRUPAL_ROOT", await File.ReadAllTextAsync(scratch.Combine("out/public_html/index.php")));
    }

    [Fact]
    public async Task WriteAsync_Twice_GivesTheSameBytes()
    {
        foreach (var format in Enum.GetValues<ArchiveFormat>())
        {
            using var first = new MemoryStream();
            using var second = new MemoryStream();
            await new DrushArchive { Format = format }.WriteAsync(first);
            await new DrushArchive { Format = format }.WriteAsync(second);

            Assert.Equal(first.ToArray(), second.ToArray());
        }
    }

    [Theory]
    [InlineData(EntryPlacement.First, EntryPlacement.Middle)]
    [InlineData(EntryPlacement.Last, EntryPlacement.First)]
    [InlineData(EntryPlacement.Middle, EntryPlacement.Last)]
    public void Entries_Placements_AreKept(EntryPlacement manifest, EntryPlacement dump)
    {
        var paths = new DrushArchive { Manifest = manifest, Dump = dump }.Entries.Select(entry => entry.Path).ToList();

        Assert.Equal(manifest, Place("MANIFEST.ini"));
        Assert.Equal(dump, Place("old_drupal.sql"));

        EntryPlacement Place(string path) => paths.IndexOf(path) switch
        {
            <= 1 => EntryPlacement.First,
            var index when index >= paths.Count - 2 => EntryPlacement.Last,
            _ => EntryPlacement.Middle,
        };
    }

    [Fact]
    public void Entries_Multisite_HasADumpAndASectionForEach()
    {
        var archive = new DrushArchive { Multisite = true };
        var manifest = System.Text.Encoding.UTF8.GetString(archive.Entries.Single(entry => entry.Path == "MANIFEST.ini").Content);

        Assert.Equal(["default-old_drupal.sql", "second.old-site.example-old_second.sql"], archive.DumpPaths);
        Assert.Contains("[second.old-site.example]", manifest);
        Assert.Contains(archive.Entries, entry => entry.Path == "public_html/sites/second.old-site.example/settings.php");
    }

    [Fact]
    public void Entries_NoCore_HoldsNothingButSites()
    {
        var archive = new DrushArchive { NoCore = true };

        Assert.All(archive.Entries, entry => Assert.Matches("^(public_html/($|sites/)|MANIFEST.ini$|old_drupal.sql$)", entry.Path));
    }

    [Fact]
    public async Task WriteAsync_TarNamedWhatever_IsGzip()
    {
        using var scratch = ScratchDirectory.Create("drush");
        await using var file = File.OpenRead(await new DrushArchive().WriteFileAsync(scratch.Combine("site.tar")));
        await using var gzip = new GZipStream(file, CompressionMode.Decompress);

        Assert.NotEqual(-1, gzip.ReadByte());
    }

    [MariaDbTheory]
    [InlineData(DrupalVersion.Drupal7)]
    [InlineData(DrupalVersion.Drupal10)]
    public async Task ToBytes_FedToTheClient_GivesTheStatedRowsAndValues(DrupalVersion version)
    {
        var server = await MariaDbServer.Shared;
        using var scratch = ScratchDirectory.Create("dump");
        var dump = new MysqlDump { Database = "old_drupal", Version = version };
        await File.WriteAllBytesAsync(scratch.Combine("dump.sql"), dump.ToBytes());
        var database = await server.CreateDatabaseAsync();

        await server.ImportAsync(database.Name, scratch.Combine("dump.sql"));

        var cache = version == DrupalVersion.Drupal7 ? "cache_bootstrap" : "cache_config";
        var node = version == DrupalVersion.Drupal7 ? "node" : "node_field_data";
        Assert.Equal(dump.Tables.OrderBy(table => table.Key, StringComparer.Ordinal), await server.CountRowsAsync(database.Name));
        Assert.Equal(
            Convert.ToHexString([.. Enumerable.Range(0, 256).Select(i => (byte)i)]) + "\n",
            await server.QueryAsync(database.Name, $"SELECT HEX(data) FROM {cache} WHERE cid = 'entry:1'"));
        Assert.Equal("Žluťoučký 移住 😀 1\n", await server.QueryAsync(database.Name, $"SELECT title FROM {node} WHERE nid = 1"));
        Assert.Equal("users_lower_mail\n", await server.QueryAsync(database.Name, "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()"));
    }

    private static async Task UnpackAsync(DrushArchive archive, ScratchDirectory scratch)
    {
        var path = await archive.WriteFileAsync(scratch.Combine("site.archive"));
        var target = Directory.CreateDirectory(scratch.Combine("out")).FullName;
        if (archive.Format == ArchiveFormat.Zip)
            await CommandLine.RunAsync("unzip", ["-q", path, "-d", target]);
        else
            await CommandLine.RunAsync("tar", ["--extract", $"--file={path}", $"--directory={target}"]);
    }
}
