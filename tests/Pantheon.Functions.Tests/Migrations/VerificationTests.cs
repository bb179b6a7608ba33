using System.IO.Compression;
using System.Text;
using LibGit2Sharp;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Platforms;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Migrations;

/// <summary>Success is not said of what was not verified: something happens to the site between import and verification.</summary>
public sealed class VerificationTests
{
    [Theory]
    [InlineData("file changed", "file empty.txt is not the archive's")]
    [InlineData("file same length", "file 2021/run.bin is not the archive's")]
    [InlineData("file missing", "file empty.txt is missing")]
    [InlineData("file added", "file added.txt is not in the archive")]
    [InlineData("code changed", "code index.php is not the archive's")]
    [InlineData("code missing", "code index.php is missing")]
    [InlineData("code added", "code added.php is not in the archive")]
    [InlineData("settings missing", "code wp-config.php is missing")]
    [InlineData("row missing", "table blog_posts has 2 rows, the dump 3")]
    [InlineData("table missing", "table blog_options is missing")]
    public async Task Verify_SiteWasTamperedWith_FailsAndNamesIt(string how, string difference)
    {
        var (hook, isTampered) = (new PlatformHook(), false);
        PantheonHost? running = null;
        hook.Before = (step, _, _) =>
        {
            if (step == Step.VerifyImport && !isTampered)
            {
                isTampered = true;
                Tamper(Path.Combine(running!.DataDirectory, "sites", "tampered"), how);
            }

            return Task.CompletedTask;
        };
        await using var server = await ArchiveServer.StartAsync();
        await using var host = running = await PantheonHost.StartNewAsync(configure: hook.AddTo);

        var (id, end) = await host.MigrateAsync(server, SampleSites.WordPress().ToTarGzip(), "tampered");
        await host.IdleAsync(id, 1);

        Assert.Equal(("import.verification", false), (end.Failure?.Code, end.Failure?.Retryable));
        Assert.Contains(difference, end.Failure!.Detail, StringComparison.Ordinal);
        var verification = (await host.ReportAsync(id))["verification"]!;
        Assert.False((bool)verification["ok"]!);
        Assert.Equal([difference], verification["differences"]!.AsArray().Select(node => (string)node!));
        await host.EmailsAreAsync("failed:1 started:1");

        // Trying again imports again.
        using var response = await host.Http.PostAsync($"/api/migrations/{id}/retry", null);
        Assert.Equal(MigrationPhase.Succeeded, (await host.UntilAsync(id, m => m.Phase.IsEnded())).Phase);
    }

    private static void Tamper(string site, string how)
    {
        var files = Path.Combine(site, "files");
        switch (how)
        {
            case "file changed":
                File.WriteAllText(Path.Combine(files, "empty.txt"), "x");
                break;
            case "file same length":
                File.WriteAllBytes(Path.Combine(files, "2021/run.bin"), [1, 2, 4]);
                break;
            case "file missing":
                File.Delete(Path.Combine(files, "empty.txt"));
                break;
            case "file added":
                File.WriteAllText(Path.Combine(files, "added.txt"), "x");
                break;
            case "code changed" or "code added":
                Commit(site, (repository, tree) => tree.Add(
                    how == "code added" ? "added.php" : "index.php", repository.ObjectDatabase.CreateBlob(new MemoryStream([1])), Mode.NonExecutableFile));
                break;
            case "code missing" or "settings missing":
                Commit(site, (_, tree) => tree.Remove(how == "code missing" ? "index.php" : "wp-config.php"));
                break;
            case "row missing":
                EditDump(site, dump => dump.Replace("(1,'Hello; (world)'),", string.Empty, StringComparison.Ordinal));
                break;
            default:
                EditDump(site, dump => dump[..dump.IndexOf("CREATE TABLE `blog_options`", StringComparison.Ordinal)]);
                break;
        }
    }

    private static void Commit(string site, Action<Repository, TreeDefinition> change)
    {
        using var repository = new Repository(Path.Combine(site, "code.git"));
        var tree = TreeDefinition.From(repository.Head.Tip);
        change(repository, tree);
        var author = repository.Head.Tip.Author;
        var commit = repository.ObjectDatabase.CreateCommit(author, author, "x", repository.ObjectDatabase.CreateTree(tree), [], prettifyMessage: false);
        repository.Refs.Add("refs/heads/main", commit.Id, allowOverwrite: true);
    }

    private static void EditDump(string site, Func<string, string> change)
    {
        var path = Path.Combine(site, "database.sql.gz");
        var dump = change(ReadDump(path));
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(dump));
    }

    internal static string ReadDump(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
