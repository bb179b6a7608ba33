using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pantheon.Functions.Http;

/// <summary>The JSON of the HTTP API: camelCase, enums as camelCase words, absent values as null.</summary>
public static class ApiJson
{
    /// <summary>How the API reads and writes.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        // Answers are JSON by type and nosniff: an & may stay what it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new UtcTimeConverter() },
    };
}
