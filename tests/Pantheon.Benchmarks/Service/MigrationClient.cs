using System.Net.Http.Json;
using System.Text.Json;

namespace Pantheon.Benchmarks.Service;

/// <summary>The API as a caller sees it.</summary>
internal sealed class MigrationClient(HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>A new migration that waits for its archive.</summary>
    internal async Task<string> CreateAsync()
    {
        using var answer = await http.PostAsJsonAsync(
            "/api/migrations", new { sourceUrl = "https://old.example.com", framework = "drupal7", siteName = $"bench-{Guid.NewGuid():N}" });
        answer.EnsureSuccessStatusCode();
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await UntilAsync(id, migration => PhaseOf(migration) == "awaitingArchive");
        return id;
    }

    internal async Task PutArchiveAsync(string id, Uri url)
    {
        using var answer = await http.PutAsJsonAsync($"/api/migrations/{id}/archive", new { url });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the archive is copied.</summary>
    internal Task UntilCopiedAsync(string id) => UntilAsync(id, migration => PhaseOf(migration) is not ("awaitingArchive" or "copying"));

    /// <summary>Waits until a share of the archive is copied, as its owner is told.</summary>
    internal Task UntilCopiedAsync(string id, double share) => UntilAsync(
        id,
        migration => PhaseOf(migration) == "copying" && migration.GetProperty("progress") is { ValueKind: JsonValueKind.Object } progress
            && progress.GetProperty("done").GetInt64() >= share * progress.GetProperty("total").GetInt64());

    /// <summary>Waits until the generated archive, copied to its last byte, is refused: it was never more than noise.</summary>
    internal async Task UntilRefusedAsync(string id, long bytes)
    {
        var end = await UntilAsync(id, migration => PhaseOf(migration) is "failed" or "succeeded");
        if (end.GetProperty("failure").GetProperty("code").GetString() != "archive.truncated"
            || end.GetProperty("archive").GetProperty("bytes").GetInt64() != bytes)
            throw new InvalidOperationException($"The archive was not copied: {end}");
    }

    private async Task<JsonElement> UntilAsync(string id, Func<JsonElement, bool> condition)
    {
        var migration = default(JsonElement);
        await Poll.UntilAsync(
            async cancellationToken => condition(migration = await http.GetFromJsonAsync<JsonElement>($"/api/migrations/{id}", cancellationToken)), Patience);
        return migration;
    }

    private static string? PhaseOf(JsonElement migration) => migration.GetProperty("phase").GetString();
}
