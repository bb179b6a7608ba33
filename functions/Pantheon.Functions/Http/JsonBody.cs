using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Http;

/// <summary>Reads JSON bodies.</summary>
internal static class JsonBody
{
    /// <summary>The body as an object.</summary>
    /// <exception cref="ProblemException">415, 413 or 400: not JSON, too long, or not of the shape.</exception>
    internal static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType, "request.mediaType", "The body must be JSON.", "Send Content-Type: application/json.");
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<T>(body, ApiJson.Options)
                ?? throw new JsonException("The body is null.");
        }
        catch (JsonException e)
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest, "request.json", "The body is not the JSON that is expected here.",
                e.Path is { Length: > 1 } path ? $"Look at {path}." : "Check that it is one JSON object.");
        }
    }

    /// <summary>A value's text; null where it is none, or holds half of a surrogate pair or bytes that are no UTF-8.</summary>
    internal static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
