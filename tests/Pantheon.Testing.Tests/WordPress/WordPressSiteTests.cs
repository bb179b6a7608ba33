using System.IO.Compression;

namespace Pantheon.Testing.Tests;

public sealed class WordPressSiteTests
{
    [WordPressFact]
    public async Task ArchivePath_ListedByGnuTar_HoldsCodeUploadsAndDump()
    {
        var site = await WordPressSite.Shared;

        var listing = await CommandLine.RunAsync("tar", ["--list", "--quoting-style=literal", $"--file={site.ArchivePath}"]);
        var names = listing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => !name.EndsWith('/')).ToHashSet();

        Assert.Equal(site.FileCount, names.Count);
        Assert.Contains(site.DumpName, names);
        Assert.Contains("public_html/wp-config.php", names);
        Assert.Contains(site.Uploads, upload => upload.Path == "2026/11/ünïcödé ✓.txt");
        Assert.All(site.Uploads, upload => Assert.Contains($"public_html/wp-content/uploads/{upload.Path}", names));
    }

    [WordPressFact]
    public async Task ZipPath_ReadByZipFile_HoldsTheSameNamesAndSizes()
    {
        var site = await WordPressSite.Shared;

        await using var zip = await ZipFile.OpenReadAsync(site.ZipPath);

        Assert.Equal(site.FileCount, zip.Entries.Count(entry => !entry.FullName.EndsWith('/')));
        Assert.All(site.Uploads, upload => Assert.Equal(upload.Size, zip.GetEntry($"public_html/wp-content/uploads/{upload.Path}")?.Length));
    }

    [WordPressFact]
    public async Task ArchivePath_RestoredAndServed_ShowsThePostAndThePlugin()
    {
        var site = await WordPressSite.Shared;
        var server = await MariaDbServer.Shared;
        using var scratch = ScratchDirectory.Create("restored");
        await CommandLine.RunAsync("tar", ["--extract", $"--file={site.ArchivePath}"], scratch.Path);
        var database = await server.CreateDatabaseAsync();
        await server.ImportAsync(database.Name, scratch.Combine(site.DumpName));
        // Before the site is served: a page view writes transients.
        Assert.Equal(site.Tables, await server.CountRowsAsync(database.Name));

        var port = PhpServer.TakePort();
        var config = site.Config with
        {
            DatabaseName = database.Name,
            DatabaseUser = "root",
            DatabasePassword = "",
            DatabaseHost = $"127.0.0.1:{server.Port}",
            Home = $"http://127.0.0.1:{port}",
        };
        await File.WriteAllTextAsync(scratch.Combine(site.Docroot, "wp-config.php"), config.ToPhp());

        await using var php = await PhpServer.StartAsync(scratch.Combine(site.Docroot), port: port);
        var page = await php.GetAsync($"/?p={site.PostId}");

        Assert.Contains(site.PostTitle, page);
        Assert.Contains(site.PostText, page);
        Assert.Contains(site.PluginGreeting, page);
        Assert.Equal(site.OptionValue + "\n", await server.QueryAsync(database.Name, $"SELECT option_value FROM {site.TablePrefix}options WHERE option_name = '{site.OptionName}'"));
    }
}
