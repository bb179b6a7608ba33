using System.Text;
using Microsoft.Data.Sqlite;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests.Plugin;

/// <summary>Looks for the plugin's secrets in all that the service wrote and said during a migration.</summary>
public sealed class SecrecyTests
{
    private const string ArchiveKey = "the-key-in-the-archives-address";

    [Fact]
    public async Task Migration_FromTokenToEnd_WritesItsSecretsNowhere()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: PluginCalls.Setting);
        var (id, peer) = await host.BeginWithPluginAsync("secret");
        var (first, said) = (peer.Token, new List<string>());
        peer = host.Peer("secret", await host.TokenAsync(id));

        foreach (var answer in new[]
        {
            await peer.SubmitAsync(peer.Form() with { Token = first }), await peer.SubmitAsync(peer.Form() with { Token = peer.Token[..^1] }),
            await peer.SubmitAsync(peer.Form()), await peer.ProgressAsync(1, 2, "tables"),
            await peer.SendAsync(peer.Sign("migration.started", new { siteName = "secret" }) with { Token = first }),
        })
            said.Add(await SaidAsync(answer));
        await host.UntilAsync(id, m => m.Progress?.Done == 1);
        var whileWaiting = Written(host);
        said.Add(await SaidAsync(await peer.FailedAsync("code", "It did not work")));
        await host.UntilAsync(id, MigrationPhase.Failed);
        said.Add(await SaidAsync(await peer.SubmitAsync(peer.Form())));
        said.Add(await SaidAsync(await peer.ArchiveReadyAsync(new Uri(server.Serve("/a", Answer.Bytes(SampleSites.WordPress().ToTarGzip())), $"/a?sig={ArchiveKey}"))));
        Assert.Equal(MigrationPhase.Succeeded, (await host.UntilAsync(id, m => m.Phase.IsEnded() && m.Attempt == 2)).Phase);
        await host.IdleAsync(id, 2);
        foreach (var path in new[] { $"/api/migrations/{id}", $"/api/migrations/{id}/log", $"/api/migrations/{id}/report", "/api/migrations", "/api/session" })
            said.Add(await SaidAsync(await host.Http.GetAsync(path)));

        string[] secrets =
        [
            first, peer.Token, first["pmt_".Length..^6], peer.Token["pmt_".Length..^6], PluginFields.Secret, PluginFields.HttpPassword, PluginCalls.Secret, PantheonHost.Key,
        ];
        List<(string Where, string What)> all =
        [
            .. whileWaiting, .. Written(host), .. host.Logs.Lines.Select(line => ("log", line)), .. said.Select(text => ("answer", text)),
            .. host.Emails().Select(mail => ("email", $"{mail.Subject} {mail.TextBody} {mail.HtmlBody}")),
        ];
        Assert.True(all.Count > 100);
        Assert.All(secrets, secret => Assert.DoesNotContain(all, text => text.What.Contains(secret, StringComparison.Ordinal)));
        // The address of the archive is on the record, which needs it; it is shown and told nowhere, and in no history.
        Assert.DoesNotContain(
            all, text => text.What.Contains(ArchiveKey, StringComparison.Ordinal)
                && !(text.Where.StartsWith("table migrations", StringComparison.Ordinal) || text.Where.StartsWith("file pantheon.db", StringComparison.Ordinal)));
        Assert.Contains(all, text => text.What.Contains(MachineToken.TryParse(peer.Token)!.Hash, StringComparison.Ordinal));
    }

    /// <summary>Every file as it lies there, and every value of every table, the durable engine's too.</summary>
    private static List<(string Where, string What)> Written(PantheonHost host)
    {
        var all = Directory.GetFiles(host.DataDirectory, "*", SearchOption.AllDirectories)
            .Where(path => path != Path.Combine(host.DataDirectory, "lock")) // held, and empty
            .Select(path => ($"file {Path.GetRelativePath(host.DataDirectory, path)}", Encoding.Latin1.GetString(ReadShared(path)))).ToList();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(host.DataDirectory, "pantheon.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        foreach (var table in Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'").Select(row => row.Single()).ToList())
            all.AddRange(Rows(connection, $"SELECT * FROM \"{table}\"").Select(row => ($"table {table}", string.Join(' ', row))));
        return all;
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    private static IEnumerable<string[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tables' own names
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Encoding.Latin1.GetString(bytes) : $"{reader.GetValue(i)}")];
    }

    private static async Task<string> SaidAsync(HttpResponseMessage answer)
    {
        using (answer)
            return $"{answer.Headers} {answer.Content.Headers} {await answer.Content.ReadAsStringAsync()}";
    }
}
