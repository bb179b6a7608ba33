using System.Formats.Tar;
using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Platforms.Remote;
using Pantheon.Functions.Tests.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Platforms.Remote;

/// <summary>Archives that Pantheon takes only in three parts: code over git and SSH, database and files by links into Azurite.</summary>
public sealed class PartsTests : IAsyncLifetime
{
    private const string Site = "site-1"; // as the played API names the first
    private const int Limit = 1500; // below the archive's bytes, above those of each part

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new(SampleMigration.Now);
    private GitServer git = null!;
    private FakePantheon platform = null!;
    private ArchiveServer server = null!;

    public async Task InitializeAsync()
    {
        git = await GitServer.StartAsync();
        platform = await FakePantheon.StartAsync();
        server = await ArchiveServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await platform.DisposeAsync();
        await git.DisposeAsync();
    }

    [GitServerFact]
    public async Task Migrate_LargeArchive_GoesInThreeParts()
    {
        await git.CreateAsync(Site);
        await using var host = await StartAsync();
        var end = await MigrateAsync(host);

        Assert.Null(end.Failure);
        string[] begun = ["create_site_for_migration", "deploy_product", "enable_git_mode", "do_import", "do_import", "complete_migration"];
        Assert.Equal(begun, platform.Calls.Where(begun.Contains));
        Assert.Equal(["database", "files"], platform.ImportedParts.Select(part => part.Part));
        Assert.Equal(["Import https://old.example.com/", "Upstream"], Lines(await git.GitAsync(Site, "log", "--format=%s", "master")));
        Assert.Equal(string.Empty, await git.GitAsync(Site, "fsck", "--strict", "--no-progress"));
        var code = Lines(await git.GitAsync(Site, "ls-tree", "-r", "--name-only", "master"));
        Assert.Contains("wp-admin/index.php", code);
        Assert.Contains("wp-config.php", code);
        Assert.DoesNotContain(code, path => path.StartsWith("wp-content/uploads", StringComparison.Ordinal) || path is ".env" or "database.sql");
        Assert.DoesNotContain(SampleSites.Password, await git.GitAsync(Site, "show", "master:wp-config.php"), StringComparison.Ordinal);
    }

    [GitServerFact]
    public async Task Migrate_Parts_HoldTheDatabaseAndTheFiles()
    {
        await git.CreateAsync(Site, isEmpty: true);
        platform.IsOnServer = false;
        // The links are good for two days of the real clock, which Azurite goes by.
        time.SetUtcNow(TimeProvider.System.GetUtcNow());
        await using var host = await StartAsync("Archives:KeepFor=1.00:00:00");

        Assert.Null((await MigrateAsync(host)).Failure);
        Assert.Equal(0, platform.CountOf("enable_git_mode"));
        var parts = platform.ImportedParts.ToDictionary(part => part.Part, part => new Uri(part.Url));
        Assert.EndsWith(".database.sql.gz", parts["database"].AbsolutePath, StringComparison.Ordinal);
        Assert.EndsWith(".files.tar.gz", parts["files"].AbsolutePath, StringComparison.Ordinal);
        using var http = new HttpClient();
        using var dump = new StreamReader(new GZipStream(await http.GetStreamAsync(parts["database"]), CompressionMode.Decompress));
        var text = await dump.ReadToEndAsync();
        Assert.Contains("ENGINE=InnoDB", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("MyISAM", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Grüße aus Köln", text, StringComparison.Ordinal);
        var files = await FilesAsync(new MemoryStream(await http.GetByteArrayAsync(parts["files"])));
        Assert.Equal(SampleSites.Picture, files["2021/03/Grüße aus 東京.png"]);
        Assert.Equal([1, 2, 3], files["2021/run.bin"]);
        Assert.Empty(files["empty.txt"]);
        Assert.Equal(3, files.Count);
    }

    [GitServerFact]
    public async Task Push_AgainAfterTheProcessEndedBehindIt_PushesNothingMore()
    {
        await git.CreateAsync(Site);
        await using var host = await StartAsync();
        var end = await MigrateAsync(host);
        var pushed = Lines(await git.GitAsync(Site, "rev-parse", "master", "master^"));
        var import = new SiteImport
        {
            Migration = end,
            Inspection = (await host.Store.GetReportAsync(end.Id, default)).Inspection,
            OpenArchive = _ => Task.FromResult<Stream>(new MemoryStream(SampleSites.WordPress().ToTarGzip())),
            Work = new PlatformWork($"parent:{pushed[1]}", _ => throw new InvalidOperationException("Nothing is begun.")),
        };

        await host.Services.GetRequiredService<PantheonCode>().PushAsync(import, default);

        Assert.Equal(pushed, Lines(await git.GitAsync(Site, "rev-parse", "master", "master^")));
    }

    [GitServerFact]
    public async Task Migrate_KeyIsUnknown_FailsForGoodAndSaysWhatToDo()
    {
        await git.CreateAsync(Site);
        await using var host = await StartAsync($"Platform:Pantheon:SshKey={git.OtherKey}");
        var failure = (await MigrateAsync(host)).Failure!;

        Assert.Equal(("platform.codeKey", false), (failure.Code, failure.Retryable));
        Assert.Empty(platform.ImportedParts);
    }

    [GitServerFact]
    public async Task Migrate_ServerIsNotTheOneThatIsKnown_FailsForGoodAndTellsItsKey()
    {
        await git.CreateAsync(Site);
        await using var host = await StartAsync("Platform:Pantheon:SshHostKeys:0=SHA256:another");
        var failure = (await MigrateAsync(host)).Failure!;

        Assert.Equal(("platform.codeHost", false), (failure.Code, failure.Retryable));
        Assert.Contains(git.HostKey, failure.Detail, StringComparison.Ordinal);
    }

    [GitServerFact]
    public async Task Migrate_RepositoryIsNotThere_IsTriedAgain()
    {
        await using var host = await StartAsync();
        var failed = await MigrateAsync(host);
        Assert.Equal(("platform.unreachable", true), (failed.Failure!.Code, failed.Failure.Retryable));

        await git.CreateAsync(Site);

        Assert.Equal(MigrationPhase.Succeeded, (await host.UntilAsync(failed.Id, m => m.Phase == MigrationPhase.Succeeded, TimeSpan.FromMinutes(2))).Phase);
    }

    [GitServerFact]
    public async Task Migrate_ServerDeclinesTheCode_IsToldWithItsWords()
    {
        await git.CreateAsync(Site);
        await git.GitAsync(Site, "config", "receive.maxInputSize", "10");
        await using var host = await StartAsync();
        var failure = (await MigrateAsync(host)).Failure!;

        Assert.Equal(("platform.rejected", false), (failure.Code, failure.Retryable));
        Assert.Contains("Its code server said: ", failure.Detail, StringComparison.Ordinal);
    }

    [GitServerFact]
    public async Task Migrate_PartIsTooLarge_IsToldBeforeAnythingIsChanged()
    {
        await git.CreateAsync(Site);
        await using var host = await StartAsync("Platform:Pantheon:MaxArchiveBytes=100");
        var failure = (await MigrateAsync(host)).Failure!;

        Assert.Equal(("archive.tooLarge", false), (failure.Code, failure.Retryable));
        Assert.Contains("database alone", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(["Upstream"], Lines(await git.GitAsync(Site, "log", "--format=%s", "master")));
        Assert.Equal(0, platform.CountOf("enable_git_mode"));
    }

    [GitServerTheory]
    [InlineData("SshHostKeys:0=", "Platform:Pantheon:SshHostKeys:0")]
    [InlineData("SshKey=no key", "Platform:Pantheon:SshKey")]
    [InlineData("CodeServer=https://codeserver.example.com/", "Platform:Pantheon:CodeServer")]
    [InlineData("CodeServer=ssh://codeserver.example.com/", "Platform:Pantheon:CodeServer")]
    public async Task Start_WrongSetting_StopsWithASentenceThatNamesIt(string setting, string key)
    {
        var error = await Record.ExceptionAsync(() => StartAsync($"Platform:Pantheon:{setting}"));

        Assert.Contains(key, error?.Message, StringComparison.Ordinal);
    }

    private async Task<Migration> MigrateAsync(PantheonHost host)
    {
        var id = await host.CreateAsync("parts");
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(SampleSites.WordPress().ToTarGzip())));
        return await host.UntilAsync(id, m => m.Phase.IsEnded(), Second);
    }

    private async Task<PantheonHost> StartAsync(params string[] settings) => await PantheonHost.StartNewAsync(time, settings:
    [
        "Platform:Kind=Pantheon", $"Platform:Pantheon:BaseAddress={platform.BaseAddress}", $"Platform:Pantheon:MachineToken={FakePantheon.Token}",
        "Archives:Store=AzureBlobs", $"Archives:ConnectionString={(await AzuriteServer.Shared).ConnectionString}",
        $"Platform:Pantheon:MaxArchiveBytes={Limit}", $"Platform:Pantheon:SshKey={git.Key}", $"Platform:Pantheon:SshHostKeys:0={git.HostKey}",
        $"Platform:Pantheon:CodeServer={git.Address}", .. settings,
    ]);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<Dictionary<string, byte[]>> FilesAsync(Stream tarGzip)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using var tar = new TarReader(new GZipStream(tarGzip, CompressionMode.Decompress));
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (entry.EntryType != TarEntryType.RegularFile)
                continue;
            using var content = new MemoryStream();
            if (entry.DataStream is { } data)
                await data.CopyToAsync(content);
            files[entry.Name] = content.ToArray();
        }

        return files;
    }
}
