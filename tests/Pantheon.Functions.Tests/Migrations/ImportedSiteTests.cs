using System.Text;
using LibGit2Sharp;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Migrations;

/// <summary>What lies on the local platform after a migration.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ImportedSiteTests
{
    [Theory]
    [InlineData("wordpress")]
    [InlineData("drupal7")]
    [InlineData("drupalComposer")]
    public async Task Migrate_AnyFramework_GoesThroughAllPhasesInOrder(string framework)
    {
        var seen = new List<MigrationPhase>();
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var (id, end) = await host.MigrateAsync(server, SampleSites.Of(framework).ToTarGzip(), "Phases-1", framework);
        await host.IdleAsync(id, 1);

        // The log is what keeps the order of all that happened.
        var words = new Dictionary<string, MigrationPhase>(StringComparer.Ordinal)
        {
            ["Creating"] = MigrationPhase.CreatingSite,
            ["Copying"] = MigrationPhase.Copying,
            ["Inspecting"] = MigrationPhase.Inspecting,
            ["Importing"] = MigrationPhase.Importing,
            ["Verifying"] = MigrationPhase.Verifying,
            ["Completing"] = MigrationPhase.Completing,
        };
        foreach (var line in await host.Store.GetLogAsync(id, default))
        {
            if (words.TryGetValue(line.Text.Split(' ')[0], out var phase))
                seen.Add(phase);
        }

        Assert.Equal(seen.Order(), seen);
        Assert.Equal(words.Values, seen.Distinct());
        var view = await host.GetAsync(id);
        Assert.Equal("succeeded", (string?)view["phase"]);
        Assert.Equal((end.Archive!.Bytes, end.Archive.Sha256), ((long)view["archive"]!["bytes"]!, (string)view["archive"]!["sha256"]!));
        Assert.Equal("http://service.test/sites/Phases-1", (string?)view["site"]!["dashboardUrl"]);
        Assert.NotNull(view["completedAt"]);
        Assert.Null(view["progress"]);
        Assert.Null(view["failure"]);
    }

    [Theory]
    [InlineData("wordpress", "site", "6.8.1", "")]
    [InlineData("drupal7", "drush", "7.98", "site")]
    [InlineData("drupalComposer", "site", "10.3.1", "site")]
    public async Task Report_AfterAMigration_TellsWhatWasFoundAndVerified(string framework, string layout, string version, string codeRoot)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var (id, _) = await host.MigrateAsync(server, SampleSites.Of(framework).ToTarGzip(), "reported", framework);

        var report = await host.ReportAsync(id);
        var (inspection, verification) = (report["inspection"]!, report["verification"]!);
        using var repository = new Repository(SitePath(host, "reported", "code.git"));

        Assert.Equal(
            (layout, framework, version, codeRoot),
            ((string)inspection["layout"]!, (string)inspection["framework"]!, (string)inspection["version"]!, (string)inspection["codeRoot"]!));
        Assert.Equal(2, (int)inspection["database"]!["tables"]!);
        Assert.True((bool)verification["ok"]!);
        Assert.Equal(repository.Head.Tip.Sha, (string?)verification["code"]!["commit"]);
        Assert.Equal(Blobs(repository).Count, (int)verification["code"]!["files"]!);
        Assert.Equal(
            ["blog_options 1/1", "blog_posts 3/3"],
            verification["database"]!["tables"]!.AsArray().Select(table => $"{table!["name"]} {table["rows"]}/{table["expectedRows"]}"));
        Assert.Equal((long)verification["files"]!["expectedCount"]!, (long)verification["files"]!["count"]!);
        Assert.Equal((long)inspection["files"]!["bytes"]!, (long)verification["files"]!["bytes"]!);
    }

    [Fact]
    public async Task Code_OfWordPress_IsOneCommitWithoutFilesHistoryOrPasswords()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        await host.MigrateAsync(server, SampleSites.WordPress().ToTarGzip(), "code-wp");
        using var repository = new Repository(SitePath(host, "code-wp", "code.git"));

        Assert.True(repository.Info.IsBare);
        Assert.Equal("main", repository.Head.FriendlyName);
        Assert.Single(repository.Commits);
        var blobs = Blobs(repository);
        Assert.Equal(
            ["index.php", "wp-admin/index.php", "wp-config.php", "wp-content/plugins/tool/run.sh", "wp-content/themes/current", "wp-content/themes/plain/style.css", "wp-includes/version.php"],
            blobs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Mode.ExecutableFile, blobs["wp-content/plugins/tool/run.sh"].Mode);
        Assert.Equal(Mode.NonExecutableFile, blobs["index.php"].Mode);
        Assert.Equal(Mode.SymbolicLink, blobs["wp-content/themes/current"].Mode);
        Assert.Equal("plain", Text(blobs["wp-content/themes/current"]));
        var config = Text(blobs["wp-config.php"]);
        Assert.Contains("$table_prefix = 'blog_';", config, StringComparison.Ordinal);
        Assert.Contains("getenv('DB_PASSWORD')", config, StringComparison.Ordinal);
        Assert.DoesNotContain("old.example.com", config, StringComparison.Ordinal);
        CheckNoSecrets(repository);
    }

    [Theory]
    [InlineData("drupal7", "sites/default/settings.php", "'prefix' => 'd7_'")]
    [InlineData("drupalComposer", "web/sites/default/settings.php", "$settings['config_sync_directory'] = '../config/sync';")]
    public async Task Code_OfDrupal_HasSettingsWithoutPasswords(string framework, string settings, string kept)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        await host.MigrateAsync(server, SampleSites.Of(framework).ToTarGzip(), "code-drupal", framework);
        using var repository = new Repository(SitePath(host, "code-drupal", "code.git"));
        var blobs = Blobs(repository);

        Assert.Contains(kept, Text(blobs[settings]), StringComparison.Ordinal);
        Assert.DoesNotContain(blobs.Keys, path => path.Contains("sites/default/files", StringComparison.Ordinal) || path.Contains("MANIFEST", StringComparison.Ordinal) || path.EndsWith(".sql", StringComparison.Ordinal));
        CheckNoSecrets(repository);
    }

    [Fact]
    public async Task Files_OfWordPress_KeepBytesModesTimesAndNames()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        await host.MigrateAsync(server, SampleSites.WordPress().HardLink("wp-content/uploads/again.bin", "wp-content/uploads/2021/run.bin").ToTarGzip(), "files-wp");
        var files = SitePath(host, "files-wp", "files");

        Assert.Equal(
            ["2021/03/Grüße aus 東京.png", "2021/run.bin", "again.bin", "empty.txt"],
            Directory.GetFiles(files, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(files, path)).Order(StringComparer.Ordinal));
        var picture = Path.Combine(files, "2021/03/Grüße aus 東京.png");
        Assert.Equal(SampleSites.Picture, await File.ReadAllBytesAsync(picture));
        Assert.Equal(SiteArchive.ModifiedAt.UtcDateTime, File.GetLastWriteTimeUtc(picture));
        Assert.Equal(SiteArchive.Ordinary, File.GetUnixFileMode(picture));
        Assert.Equal(SiteArchive.Executable, File.GetUnixFileMode(Path.Combine(files, "2021/run.bin")));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Path.Combine(files, "again.bin")));
    }

    [Fact]
    public async Task Database_WithoutAServer_IsACheckedDumpThatCanBeRead()
    {
        const string Trigger = "DELIMITER ;;\nCREATE DEFINER=`old`@`localhost` TRIGGER t BEFORE INSERT ON blog_posts FOR EACH ROW BEGIN SET NEW.ID = 1; SET NEW.ID = 2; END;;\nDELIMITER ;\n";
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        await host.MigrateAsync(server, SampleSites.WordPress("CREATE DATABASE `old`;\nUSE `old`;\n" + SampleSites.Dump + Trigger).ToTarGzip(), "kept-dump");

        var dump = VerificationTests.ReadDump(SitePath(host, "kept-dump", "database.sql.gz"));

        Assert.Contains("(2,'Grüße aus Köln')", dump, StringComparison.Ordinal);
        Assert.Contains("ENGINE=InnoDB", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("MyISAM", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("DEFINER", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("`old`", dump, StringComparison.Ordinal);
        Assert.Contains("DELIMITER ;;\nCREATE", dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_OfTheOldSite_LieInPrivateFilesOnly()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        await host.MigrateAsync(server, SampleSites.WordPress().ToTarGzip(), "kept-aside");

        var kept = SitePath(host, "kept-aside", "private", "kept-settings.php");
        var text = await File.ReadAllTextAsync(kept);
        Assert.Contains("MY_API_KEY", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DB_PASSWORD", text, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
    }

    [Fact]
    public async Task Emails_OfAMigration_AreMimeThatTellsWhatHappened()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var (id, _) = await host.MigrateAsync(server, SampleSites.WordPress().ToTarGzip(), "emails");

        var emails = host.Emails();
        await host.EmailsAreAsync("completed:1 started:1");
        Assert.All(emails, mail =>
        {
            Assert.Equal("owner@example.com", mail.To.Mailboxes.Single().Address);
            Assert.Equal("migrations@localhost.localdomain", mail.From.Mailboxes.Single().Address);
            Assert.Contains("<html", mail.HtmlBody, StringComparison.Ordinal);
        });
        var started = emails.Single(mail => mail.MessageId!.Contains("started", StringComparison.Ordinal));
        Assert.Equal("The migration of old.example.com has begun", started.Subject);
        Assert.Contains($"http://service.test/#/migrations/{id}", started.TextBody, StringComparison.Ordinal);
        var completed = emails.Single(mail => mail.MessageId!.Contains("completed", StringComparison.Ordinal));
        Assert.Equal("The migration of old.example.com is complete", completed.Subject);
        Assert.Contains("2 tables, 4 rows", completed.TextBody, StringComparison.Ordinal);
        Assert.Contains("http://service.test/sites/emails", completed.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_NobodyToBeTold_SendsNothing()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        using var response = await host.PostAsync("/api/migrations", ApiCalls.NewMigration("quiet", notifyEmail: null));
        var id = (string)(await response.JsonAsync())["id"]!;
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));
        await host.UntilAsync(id, MigrationPhase.Succeeded);

        Assert.Empty(host.Emails());
    }

    private static string SitePath(PantheonHost host, string site, params string[] path) => Path.Combine([host.DataDirectory, "sites", site, .. path]);

    private static Dictionary<string, TreeEntry> Blobs(Repository repository)
    {
        var blobs = new Dictionary<string, TreeEntry>(StringComparer.Ordinal);
        void Add(Tree tree)
        {
            foreach (var entry in tree)
            {
                if (entry.Target is Tree below)
                    Add(below);
                else
                    blobs[entry.Path] = entry;
            }
        }

        Add(repository.Branches["main"].Tip.Tree);
        return blobs;
    }

    private static string Text(TreeEntry entry) => ((Blob)entry.Target).GetContentText(Encoding.UTF8);

    // Every object of the repository, not only those that the branch leads to.
    private static void CheckNoSecrets(Repository repository) => Assert.All(repository.ObjectDatabase.OfType<Blob>(), blob =>
    {
        var text = blob.GetContentText(Encoding.Latin1);
        Assert.DoesNotContain(SampleSites.Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleSites.Salt, text, StringComparison.Ordinal);
    });
}
