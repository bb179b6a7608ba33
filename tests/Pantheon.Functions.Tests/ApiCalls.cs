using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests;

/// <summary>The API as a caller uses it.</summary>
internal static class ApiCalls
{
    private const int LooksBeforeAStep = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal static async Task<JsonObject> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

    internal static StringContent Body(string json, string mediaType = "application/json") => new(json, Encoding.UTF8, mediaType);

    /// <summary>The code of a refusal, whose shape is checked on the way.</summary>
    internal static async Task<string> CodeOfAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.JsonAsync();
        Assert.Equal((int)response.StatusCode, (int)problem["status"]!);
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["title"]));
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["detail"]));
        Assert.Equal("about:blank", (string?)problem["type"]);
        return (string)problem["code"]!;
    }

    internal static Task<HttpResponseMessage> PostAsync(this PantheonHost host, string path, string json, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Body(json) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return host.Http.SendAsync(request);
    }

    internal static string NewMigration(string siteName, string framework = "wordpress", string? notifyEmail = "owner@example.com") => new JsonObject
    {
        ["sourceUrl"] = "https://old.example.com",
        ["framework"] = framework,
        ["siteName"] = siteName,
        ["notifyEmail"] = notifyEmail,
    }.ToJsonString();

    /// <summary>Begins a migration.</summary>
    internal static async Task<string> CreateAsync(this PantheonHost host, string siteName, string framework = "wordpress")
    {
        using var response = await host.PostAsync("/api/migrations", NewMigration(siteName, framework));
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{await response.Content.ReadAsStringAsync()}\n{string.Join('\n', host.Logs.Lines.TakeLast(5))}");
        return (string)(await response.JsonAsync())["id"]!;
    }

    internal static async Task<JsonObject> GiveArchiveAsync(this PantheonHost host, string id, Uri url, string? sha256 = null)
    {
        using var response = await host.Http.PutAsJsonAsync($"/api/migrations/{id}/archive", new { url, sha256 });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await response.JsonAsync();
    }

    internal static async Task<JsonObject> GetAsync(this PantheonHost host, string id) =>
        JsonNode.Parse(await host.Http.GetStringAsync($"/api/migrations/{id}"))!.AsObject();

    internal static async Task<JsonObject> ReportAsync(this PantheonHost host, string id) =>
        JsonNode.Parse(await host.Http.GetStringAsync($"/api/migrations/{id}/report"))!.AsObject();

    /// <summary>Waits until the record is as it should be.</summary>
    internal static async Task<Migration> UntilAsync(this PantheonHost host, string id, Func<Migration, bool> isSo)
    {
        Migration? last = null;
        try
        {
            await Poll.UntilAsync(async token => (last = await host.Store.FindAsync(id, token)) is { } found && isSo(found), Patience);
        }
        catch (TimeoutException e)
        {
            var log = string.Join('\n', (await host.Store.GetLogAsync(id, default)).Select(line => line.Text));
            throw new TimeoutException($"The migration stands at {last}\n{log}\n{string.Join('\n', host.Logs.Lines.Where(line => !line.StartsWith("Debug", StringComparison.Ordinal)))}", e);
        }

        return last!;
    }

    internal static Task<Migration> UntilAsync(this PantheonHost host, string id, MigrationPhase phase) => host.UntilAsync(id, m => m.Phase == phase);

    /// <summary>
    /// The same while the clock goes on, so that retries and timers come: a step of it whenever the record was left alone for a few looks. A host
    /// that is slow, not stalled, is not to be taken for one that stalled.
    /// </summary>
    internal static Task<Migration> UntilAsync(this PantheonHost host, string id, MigrationPhase phase, TimeSpan step) => host.UntilAsync(id, m => m.Phase == phase, step);

    internal static Task<Migration> UntilAsync(this PantheonHost host, string id, Func<Migration, bool> isSo, TimeSpan step)
    {
        var (version, still) = (-1L, 0);
        return host.UntilAsync(id, m =>
        {
            if (isSo(m))
                return true;
            still = m.Version == version ? still + 1 : 0;
            version = m.Version;
            if (still >= LooksBeforeAStep)
            {
                (host.Time as FakeTimeProvider)!.Advance(step);
                still = 0;
            }

            return false;
        });
    }

    /// <summary>Moves a whole site.</summary>
    internal static async Task<(string Id, Migration End)> MigrateAsync(
        this PantheonHost host, ArchiveServer server, byte[] archive, string siteName, string framework = "wordpress")
    {
        var id = await host.CreateAsync(siteName, framework);
        await host.GiveArchiveAsync(id, server.Serve($"/{id}.tar.gz", Answer.Bytes(archive)));
        return (id, await host.UntilAsync(id, m => m.Phase.IsEnded()));
    }
}
