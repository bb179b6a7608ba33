using System.Text;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Migrations;

/// <summary>What an archive can be wrong in, as its owner is told of it.</summary>
public sealed class FailureTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private static readonly byte[] Good = SampleSites.WordPress().ToTarGzip();

    public static TheoryData<string> Refused() => [.. Cases.Keys];

    private static Dictionary<string, (Answer Answer, string Code)> Cases { get; } = new(StringComparer.Ordinal)
    {
        ["404"] = (Answer.Error(404), "archive.notFound"),
        ["410"] = (Answer.Error(410), "archive.notFound"),
        ["403"] = (Answer.Error(403), "archive.unreachable"),
        ["401"] = (Answer.Error(401), "archive.unreachable"),
        ["400"] = (Answer.Error(400), "archive.unreachable"),
        ["redirect in a circle"] = (Answer.Redirect("/case"), "archive.unreachable"),
        ["redirect to a file"] = (Answer.Redirect("file:///etc/passwd"), "archive.unreachable"),
        ["redirect to the metadata service"] = (Answer.Redirect("http://169.254.169.254/latest"), "archive.privateAddress"),
        ["redirect to another port"] = (Answer.Redirect("http://[::1]:22/"), "archive.privateAddress"),
        ["web page"] = (Answer.Html("<!DOCTYPE html><title>Your file</title>"), "archive.format"),
        ["no archive"] = (Answer.Bytes(Encoding.ASCII.GetBytes(new string('x', 5000))), "archive.format"),
        ["empty"] = (Answer.Bytes([]), "archive.format"),
        ["truncated"] = (Answer.Bytes(Good[..(Good.Length / 2)]), "archive.truncated"),
        ["too large, announced"] = (Answer.Bytes(new byte[200_001]), "archive.tooLarge"),
        ["too large, not announced"] = (Answer.Bytes([.. Good, .. new byte[200_001]]) with { Chunked = true }, "archive.tooLarge"),
        ["other framework"] = (Site(SampleSites.Drupal7()), "code.frameworkMismatch"),
        ["no dump"] = (Site(SampleSites.WordPress(dump: null)), "database.missing"),
        ["empty dump"] = (Site(SampleSites.WordPress(dump: "SET NAMES utf8mb4;")), "database.missing"),
        ["two dumps"] = (Site(SampleSites.WordPress().File("backup.sql", SampleSites.Dump)), "database.multiple"),
        ["dump cut in a string"] = (Site(SampleSites.WordPress(SampleSites.Dump + "INSERT INTO `blog_options` VALUES (2,'abc")), "database.truncated"),
        ["grant"] = (Site(SampleSites.WordPress(SampleSites.Dump + "GRANT ALL ON *.* TO 'me'@'%';")), "database.rejected"),
        ["other database"] = (Site(SampleSites.WordPress(SampleSites.Dump + "INSERT INTO `mysql`.`user` VALUES (1);")), "database.rejected"),
        ["no code"] = (Site(new SiteArchive().File("database.sql", SampleSites.Dump)), "code.missing"),
        ["two sites"] = (Site(SampleSites.WordPress().Files("<?php", "old/wp-admin/a.php", "old/wp-includes/a.php", "old/wp-content/a.php")), "code.multipleRoots"),
        ["multisite"] = (Site(SampleSites.WordPress().File("wp-config.php", "<?php define('MULTISITE', true);")), "archive.multisite"),
        ["climbing path"] = (Site(SampleSites.WordPress().File("../evil.php", "x")), "archive.unsafePath"),
        ["absolute path"] = (Site(SampleSites.WordPress().File("/etc/evil", "x")), "archive.unsafePath"),
        ["link out"] = (Site(SampleSites.WordPress().Link("wp-content/uploads/passwd", "../../../../etc/passwd")), "archive.unsafePath"),
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Migrate_ArchiveThatCanNotBeUsed_FailsForGoodWithItsCodeAndOneEmail(string name)
    {
        var (answer, code) = Cases[name];
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: "Archives:MaxBytes=200000");
        var id = await host.CreateAsync("refused");
        await host.GiveArchiveAsync(id, server.Serve("/case", answer));
        await host.UntilAsync(id, MigrationPhase.Failed);
        await host.IdleAsync(id, 1);

        var failure = (await host.GetAsync(id))["failure"]!;
        Assert.Equal(code, (string?)failure["code"]);
        Assert.False((bool)failure["retryable"]!);
        Assert.Equal(Pantheon.Archives.FindingCode.TitleOf(code), (string?)failure["title"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)failure["detail"]));
        Assert.Contains(id, (string)failure["supportUrl"]!, StringComparison.Ordinal);
        await host.EmailsAreAsync("failed:1 started:1");
        var email = host.Emails().Single(mail => mail.Subject!.Contains("failed", StringComparison.Ordinal));
        Assert.Contains("https://dashboard.pantheon.io/support?site=http%3A%2F%2Fservice.test%2Fsites%2Frefused", email.TextBody!.Replace("\r\n", "\n"), StringComparison.Ordinal);
        Assert.Contains((string)failure["title"]!, email.TextBody, StringComparison.Ordinal);
        Assert.Null((await host.GetAsync(id))["retryAt"]);
    }

    [Fact]
    public async Task Migrate_PrivateAddressThatNobodyAllowed_IsRefused()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: "Archives:AllowedPrivateHosts:0=elsewhere.example.com");

        var (_, end) = await host.MigrateAsync(server, Good, "private");

        Assert.Equal("archive.privateAddress", end.Failure?.Code);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Migrate_WrongChecksum_IsRefusedAndTheArchiveIsNotKept()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var id = await host.CreateAsync("checksum");
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Bytes(Good)), new string('a', 64));

        Assert.Equal("archive.checksumMismatch", (await host.UntilAsync(id, MigrationPhase.Failed)).Failure!.Code);
        Assert.False(File.Exists(Path.Combine(host.DataDirectory, "archives", id)));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("429")]
    [InlineData("dropped")]
    [InlineData("stalled")]
    [InlineData("shorter than announced")]
    public async Task Migrate_SourceBreaksTwice_IsTriedAgainWithinTheAttempt(string how)
    {
        var time = new FakeTimeProvider(SampleMigration.Now);
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(time);
        var id = await host.CreateAsync("breaks");
        var whole = Answer.Bytes(Good);
        await host.GiveArchiveAsync(id, server.Serve("/a", request => request.Number > 2 ? whole : how switch
        {
            "500" => Answer.Error(500),
            "429" => Answer.Error(429),
            "dropped" => whole with { DropAfter = 100 },
            "stalled" => whole with { StallAfter = 100 },
            _ => whole with { ClaimedLength = Good.Length + 10 },
        }));

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded(), Tick);
        await host.IdleAsync(id, 1);

        Assert.Equal((MigrationPhase.Succeeded, 1), (end.Phase, end.Attempt));
        await host.EmailsAreAsync("completed:1 started:1");
    }

    [Fact]
    public async Task Migrate_SourceStaysBroken_FailsToBeTriedAgainLaterWithoutAnEmail()
    {
        var time = new FakeTimeProvider(SampleMigration.Now);
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(time);
        var id = await host.CreateAsync("broken");
        await host.GiveArchiveAsync(id, server.Serve("/a", Answer.Error(503)));

        var end = await host.UntilAsync(id, MigrationPhase.Failed, Tick);

        Assert.Equal(("archive.unreachable", true), (end.Failure!.Code, end.Failure.Retryable));
        Assert.Equal(TimeSpan.FromMinutes(5), end.RetryAt - end.CompletedAt);
        // Four runs of the activity, each of which tries five times.
        Assert.Equal(20, server.Requests.Count);
        await host.EmailsAreAsync("started:1");
    }

    [Fact]
    public async Task PutArchive_AfterAFailure_MendsIt()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var (id, failed) = await host.MigrateAsync(server, SampleSites.WordPress(dump: null).ToTarGzip(), "mended");
        await host.IdleAsync(id, 1);
        var taken = await host.GiveArchiveAsync(id, server.Serve("/good", Answer.Bytes(Good)));
        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Equal("database.missing", failed.Failure!.Code);
        Assert.Equal(("copying", 2), ((string)taken["phase"]!, (int)taken["attempt"]!));
        Assert.Null(taken["failure"]);
        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Null(end.Failure);
        await host.EmailsAreAsync("completed:1 failed:1 started:1");
    }

    [Theory]
    [InlineData("no dump", "database.missing")]
    [InlineData("grant", "database.rejected")]
    public async Task Retry_FileAtTheSameAddressWasMended_TakesItAnew(string wrong, string code)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var id = await host.CreateAsync("same-address");
        await host.GiveArchiveAsync(id, server.Serve("/a", Cases[wrong].Answer));
        Assert.Equal(code, (await host.UntilAsync(id, MigrationPhase.Failed)).Failure!.Code);
        await host.IdleAsync(id, 1);
        server.Serve("/a", Answer.Bytes(Good));

        using var response = await host.Http.PostAsync($"/api/migrations/{id}/retry", null);
        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
    }

    [Fact]
    public async Task CreateSite_FolderAppearedMeanwhile_FailsWithNameTaken()
    {
        var hook = new Platforms.PlatformHook();
        PantheonHost? running = null;
        hook.Before = (step, _, _) =>
        {
            if (step == Step.CreateSite)
                Directory.CreateDirectory(Path.Combine(running!.DataDirectory, "sites", "snatched"));
            return Task.CompletedTask;
        };
        await using var host = running = await PantheonHost.StartNewAsync(configure: hook.AddTo);
        var id = await host.CreateAsync("snatched");
        var end = await host.UntilAsync(id, MigrationPhase.Failed);
        await host.IdleAsync(id, 1);

        Assert.Equal(("site.nameTaken", false), (end.Failure!.Code, end.Failure.Retryable));
        await host.EmailsAreAsync("failed:1");
    }

    private static Answer Site(SiteArchive site) => Answer.Bytes(site.ToTarGzip());
}
