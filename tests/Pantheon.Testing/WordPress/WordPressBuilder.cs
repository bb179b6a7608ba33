using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pantheon.Testing;

/// <summary>Makes the archives and facts of <see cref="WordPressSite"/> from Debian's package.</summary>
internal static partial class WordPressBuilder
{
    /// <summary>Raised when this file's steps change, so that machines build the site anew.</summary>
    private const int Recipe = 1;

    private const string Package = "/usr/share/wordpress";
    private const string Docroot = "public_html";
    private const string Plugin = "old-host-greeting";

    internal static readonly WordPressConfig OldHost = new()
    {
        DatabaseName = "oldsite_wp",
        DatabaseUser = "oldsite",
        DatabasePassword = "pa$$w0rd-of-the-old-host",
        DatabaseHost = "localhost",
        TablePrefix = "xq7_",
        Home = "http://www.old-site.example",
        Constants = new Dictionary<string, object>
        {
            ["WP_MEMORY_LIMIT"] = "96M",
            ["WP_POST_REVISIONS"] = 5,
            ["DISABLE_WP_CRON"] = true,

            // Tests have no network: without this, each page of the admin waits for wordpress.org.
            ["WP_HTTP_BLOCK_EXTERNAL"] = true,
        },
    };

    internal static string Key()
    {
        var recipe = $"{Recipe}\n{OldHost.ToPhp()}\n{Resource.Read("content.php")}\n{Resource.Read($"{Plugin}.php")}";
        return $"wordpress-{Version()}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe)))[..8]}";
    }

    internal static async Task BuildAsync(string target)
    {
        using var scratch = ScratchDirectory.Create("wordpress");
        var docroot = scratch.Combine(Docroot);
        await CopyCodeAsync(docroot);

        await using var server = await MariaDbServer.StartAsync();
        await server.CreateDatabaseAsync(OldHost.DatabaseName);
        var here = OldHost with { DatabaseUser = "root", DatabasePassword = "", DatabaseHost = $"127.0.0.1:{server.Port}" };
        var config = Path.Combine(docroot, "wp-config.php");
        await File.WriteAllTextAsync(config, here.ToPhp());
        await InstallAsync(docroot);
        var content = await FillAsync(docroot, scratch);

        await File.WriteAllTextAsync(config, OldHost.ToPhp());
        await server.DumpAsync(OldHost.DatabaseName, scratch.Combine("dump.sql"));
        await PackAsync(scratch, target);
        var site = new WordPressSite
        {
            ArchivePath = "site.tar.gz",
            ZipPath = "site.zip",
            DumpPath = "dump.sql",
            Docroot = Docroot,
            DumpName = "dump.sql",
            Version = Version(),
            PostId = content.GetProperty("postId").GetInt32(),
            PostTitle = content.GetProperty("postTitle").GetString()!,
            PostText = content.GetProperty("postText").GetString()!,
            OptionName = content.GetProperty("optionName").GetString()!,
            OptionValue = content.GetProperty("optionValue").GetString()!,
            PluginGreeting = "Grüße, 世界 😀",
            Tables = await server.CountRowsAsync(OldHost.DatabaseName),
            Uploads = List(Path.Combine(docroot, "wp-content/uploads")),
            FileCount = Directory.EnumerateFiles(docroot, "*", SearchOption.AllDirectories).Count() + 1,
        };
        await File.WriteAllBytesAsync(Path.Combine(target, "site.json"), JsonSerializer.SerializeToUtf8Bytes(site));
    }

    private static async Task CopyCodeAsync(string docroot)
    {
        // Debian's package links to scripts and themes of other packages: an owner's docroot holds them.
        await CommandLine.RunAsync("cp", ["-rL", Package, docroot]);
        var plugin = Directory.CreateDirectory(Path.Combine(docroot, "wp-content/plugins", Plugin)).FullName;
        await File.WriteAllTextAsync(Path.Combine(plugin, $"{Plugin}.php"), Resource.Read($"{Plugin}.php"));
    }

    private static async Task InstallAsync(string docroot)
    {
        await using var php = await PhpServer.StartAsync(docroot);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["weblog_title"] = "Old Site — Übersicht",
            ["user_name"] = "owner",
            ["admin_password"] = "owner-of-the-old-site",
            ["admin_password2"] = "owner-of-the-old-site",
            ["pw_weak"] = "1",
            ["admin_email"] = "owner@old-site.example",
            ["blog_public"] = "1",
            ["language"] = "",
        });
        using var response = await php.Client.PostAsync(new Uri("wp-admin/install.php?step=2", UriKind.Relative), form);
        var page = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode || !page.Contains("<h1>Success!</h1>"))
            throw new InvalidOperationException($"WordPress's installer answered {(int)response.StatusCode}: {page}\n{await File.ReadAllTextAsync(php.LogPath)}");
    }

    private static async Task<JsonElement> FillAsync(string docroot, ScratchDirectory scratch)
    {
        var script = scratch.Combine("content.php");
        await File.WriteAllTextAsync(script, Resource.Read("content.php"));
        var facts = await CommandLine.RunAsync("php", ["-d", "display_errors=stderr", script, docroot]);
        return JsonElement.Parse(facts);
    }

    private static async Task PackAsync(ScratchDirectory scratch, string target)
    {
        await CommandLine.RunAsync(
            "tar",
            ["--create", "--gzip", $"--file={target}/site.tar.gz", "--sort=name", "--owner=www-data:33", "--group=www-data:33", Docroot, "dump.sql"],
            scratch.Path);
        await CommandLine.RunAsync("zip", ["--quiet", "--recurse-paths", $"{target}/site.zip", Docroot, "dump.sql"], scratch.Path);
        File.Copy(scratch.Combine("dump.sql"), Path.Combine(target, "dump.sql"));
    }

    private static List<SiteFile> List(string directory) =>
        [.. new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => new SiteFile(Path.GetRelativePath(directory, file.FullName), file.Length))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    private static string Version() =>
        VersionLine().Match(File.ReadAllText(Path.Combine(Package, "wp-includes/version.php"))).Groups["version"].Value;

    [GeneratedRegex(@"\$wp_version = '(?<version>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionLine();
}
