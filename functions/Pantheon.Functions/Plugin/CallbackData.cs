using System.Text.Json;
using Pantheon.Functions.Http;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Plugin;

/// <summary>What a callback says beside its type, checked.</summary>
public sealed record CallbackData
{
    private const int MaxText = 500;

    /// <summary>The new site's name.</summary>
    public required string SiteName { get; init; }

    /// <summary>started: the old site's address as the plugin knows it.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>progress: how much is done.</summary>
    public long? Done { get; init; }

    /// <summary>progress: of how much; null where unknown.</summary>
    public long? Total { get; init; }

    /// <summary>progress: of what.</summary>
    public string? Unit { get; init; }

    /// <summary>archiveReady: where the archive is. May hold a key in its query.</summary>
    public Uri? ArchiveUrl { get; init; }

    /// <summary>archiveReady: its checksum, lower-case hex.</summary>
    public string? Sha256 { get; init; }

    /// <summary>failed: the plugin's code.</summary>
    public string? Code { get; init; }

    /// <summary>failed: why, in words.</summary>
    public string? Message { get; init; }

    /// <summary>Reads and checks what a callback says.</summary>
    /// <param name="type">What it tells.</param>
    /// <param name="data">The body's data.</param>
    /// <param name="errors">What is wrong, by field.</param>
    internal static CallbackData? Read(CallbackType type, JsonElement data, Dictionary<string, string[]> errors)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            errors["data"] = ["Give an object."];
            return null;
        }

        string? Text(string name) => data.TryGetProperty(name, out var value) ? JsonBody.TextOf(value) : null;
        long? Number(string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number : null;

        var read = new CallbackData { SiteName = Text("siteName") ?? string.Empty };
        if (read.SiteName.Length == 0)
            errors["data.siteName"] = ["Give the new site's name."];
        switch (type)
        {
            case CallbackType.Started:
                return read with { SourceUrl = Cut(Text("sourceUrl")) };
            case CallbackType.Progress:
                if (Number("done") is null)
                    errors["data.done"] = ["Give a whole number, 0 or more."];
                return read with { Done = Number("done"), Total = Number("total"), Unit = UnitOf(Text("unit")) };
            case CallbackType.ArchiveReady:
                if (ParseUrl(Text("archiveUrl"), out var url) is { } wrong)
                    errors["data.archiveUrl"] = [wrong];
                var sha256 = Text("sha256")?.Trim().ToLowerInvariant();
                var isGiven = data.TryGetProperty("sha256", out var given) && given.ValueKind != JsonValueKind.Null;
                if (isGiven && !ArchiveSource.IsSha256(sha256))
                    errors["data.sha256"] = ["Give the SHA-256 as 64 hexadecimal digits."];
                return read with { ArchiveUrl = url, Sha256 = sha256 };
            default:
                return read with { Code = Cut(Text("code")), Message = Cut(Text("message")) };
        }
    }

    /// <summary>Nothing of it: an address may hold a key.</summary>
    public override string ToString() => $"A callback for {SiteName}";

    private static string? ParseUrl(string? text, out Uri? url) => Pantheon.Archives.Downloads.ArchiveUrl.TryParse(text, out url);

    // Shown to people: what a sender made up is kept short and on one line.
    private static string? Cut(string? text) => text is null ? null : new string([.. text.Where(c => !char.IsControl(c)).Take(MaxText)]);

    private static string UnitOf(string? unit) => unit is { Length: > 0 and <= 20 } && unit.All(char.IsAsciiLetter) ? unit : "steps";
}
