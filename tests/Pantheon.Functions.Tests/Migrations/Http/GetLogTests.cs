using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Migrations.Http;

public sealed class GetLogTests
{
    private const string Signature = "S1GNATURE-0F-THE-L1NK";

    [Fact]
    public async Task Log_WholeMigration_TellsEachStepAndNoSecret()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var id = await host.CreateAsync("logged");
        server.Serve("/a.tar.gz", Answer.Bytes(SampleSites.WordPress().ToTarGzip()));
        server.Serve("/gone.tar.gz", Answer.Error(403));
        await host.GiveArchiveAsync(id, new Uri(server.BaseAddress, $"/gone.tar.gz?sig={Signature}"));
        await host.UntilAsync(id, MigrationPhase.Failed);
        await host.GiveArchiveAsync(id, new Uri(server.BaseAddress, $"/a.tar.gz?sig={Signature}"));
        await host.UntilAsync(id, MigrationPhase.Succeeded);
        await host.IdleAsync(id, 2);

        using var response = await host.Http.GetAsync($"/api/migrations/{id}/log");
        var log = await response.Content.ReadAsStringAsync();

        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        foreach (var words in new[] { "The site is created", "[archive.unreachable]", "The archive is copied", "The code is imported", "The database is imported", "The files are imported", "What was imported is what the archive holds", "The migration is complete" })
            Assert.Contains(words, log, StringComparison.Ordinal);
        Assert.All(log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1), line => Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ  \S", line));
        string[] secrets = [Signature, PantheonHost.Key, SampleSites.Password, SampleSites.Salt];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(secret, StringComparison.Ordinal)));
        Assert.All(secrets, secret => Assert.All(host.Emails(), mail => Assert.DoesNotContain(secret, mail.ToString(), StringComparison.Ordinal)));
        var history = await host.Durable.GetInstanceAsync($"{id}-2", getInputsAndOutputs: true);
        Assert.DoesNotContain(Signature, $"{history!.SerializedInput}{history.SerializedOutput}{history.SerializedCustomStatus}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_TextOfSeveralLines_StaysOneLine()
    {
        await using var host = await PantheonHost.StartNewAsync();
        var id = (await host.Store.CreateAsync(SampleMigration.Of("lines", MigrationPhase.Cancelled), null, default)).Id;
        await host.Store.AppendLogAsync(id, "one\r\ntwo\u2028three", default);

        var log = await host.Http.GetStringAsync($"/api/migrations/{id}/log");

        Assert.EndsWith("  one two three\n", log, StringComparison.Ordinal);
    }
}
