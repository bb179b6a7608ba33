using System.Text.Json.Nodes;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests.Migrations.Http;

public sealed class StreamMigrationTests
{
    [Fact]
    public async Task Events_RecordChanges_TellsEachAndEndsWithTheService()
    {
        await using var host = await PantheonHost.StartNewAsync();
        var id = (await host.Store.CreateAsync(SampleMigration.Of("stream", MigrationPhase.Failed), null, default)).Id;

        using var response = await host.Http.GetAsync($"/api/migrations/{id}/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.ToString());
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var first = await ReadEventAsync(reader);
        var changed = await host.Store.ChangeAsync(id, m => m with { Phase = MigrationPhase.Cancelled }, default);
        var second = await ReadEventAsync(reader);
        var stopped = host.StopAsync();
        var rest = await reader.ReadToEndAsync();
        await stopped;

        Assert.Equal(("1", "failed"), first);
        Assert.Equal(($"{changed.Version}", "cancelled"), second);
        Assert.DoesNotContain("event:", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_NothingChanges_GivesASignOfLife()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(SampleMigration.Now);
        await using var host = await PantheonHost.StartNewAsync(time);
        var id = (await host.Store.CreateAsync(SampleMigration.Of("quiet", MigrationPhase.Cancelled), null, default)).Id;
        using var response = await host.Http.GetAsync($"/api/migrations/{id}/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await ReadEventAsync(reader);

        var sign = reader.ReadLineAsync();
        await Poll.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return sign.IsCompleted;
        });

        Assert.Equal(": still here", await sign);
    }

    private static async Task<(string Id, string Phase)> ReadEventAsync(StreamReader reader)
    {
        var (id, phase) = (string.Empty, string.Empty);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            var (field, value) = (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 2)..]);
            if (field == "id")
                id = value;
            else if (field == "data")
                phase = (string)JsonNode.Parse(value)!["phase"]!;
            else
                Assert.Equal(("event", "migration"), (field, value));
        }

        return (id, phase);
    }
}
