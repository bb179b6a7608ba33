using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pantheon.Acceptance.Tests;

/// <summary>The API as a caller sees it.</summary>
internal sealed class MigrationClient(HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    internal async Task<string> CreateAsync(string framework, string siteName)
    {
        using var answer = await http.PostAsJsonAsync(
            "/api/migrations", new { sourceUrl = "https://old.example.com", framework, siteName, notifyEmail = "owner@example.com" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    internal async Task PutArchiveAsync(string id, Uri url)
    {
        using var answer = await http.PutAsJsonAsync($"/api/migrations/{id}/archive", new { url });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    internal Task<JsonElement> GetAsync(string id) => http.GetFromJsonAsync<JsonElement>($"/api/migrations/{id}");

    internal Task<JsonElement> GetReportAsync(string id) => http.GetFromJsonAsync<JsonElement>($"/api/migrations/{id}/report");

    internal Task<string> GetLogAsync(string id) => http.GetStringAsync(new Uri($"/api/migrations/{id}/log", UriKind.Relative));

    /// <summary>Waits until the migration is, or was, in a phase: a later one of the list counts.</summary>
    internal async Task WaitForPhaseAsync(string id, string phase)
    {
        string[] order = ["creatingSite", "awaitingPlugin", "awaitingArchive", "copying", "inspecting", "importing", "verifying", "completing", "succeeded"];
        await Poll.UntilAsync(
            async _ => Array.IndexOf(order, (await GetAsync(id)).GetProperty("phase").GetString()) >= Array.IndexOf(order, phase), Patience);
    }

    /// <summary>Waits for the end, and fails with the log where it is not the expected one.</summary>
    internal async Task<JsonElement> WaitForEndAsync(string id, string expected)
    {
        var migration = default(JsonElement);
        await Poll.UntilAsync(
            async _ =>
            {
                migration = await GetAsync(id);
                return migration.GetProperty("phase").GetString() is "succeeded" or "failed" or "cancelled" or "expired";
            },
            Patience);
        Assert.True(migration.GetProperty("phase").GetString() == expected, $"{migration}\n{await GetLogAsync(id)}");
        return migration;
    }

    /// <summary>A migration from beginning to end.</summary>
    internal async Task<string> MigrateAsync(string framework, string siteName, Uri archive)
    {
        var id = await CreateAsync(framework, siteName);
        await PutArchiveAsync(id, archive);
        await WaitForEndAsync(id, "succeeded");
        return id;
    }
}
