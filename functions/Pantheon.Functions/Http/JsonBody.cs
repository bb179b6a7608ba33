using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Http;

/// <summary>Reads JSON bodies.</summary>
internal static class JsonBody
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>The body as an object.</summary>
    /// <exception cref="ProblemException">415, 413 or 400: not JSON, too long, or not of the shape.</exception>
    internal static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType, "request.mediaType", "The body must be JSON.", "Send Content-Type: application/json.");
        if (request.ContentLength > MaxBytes)
            throw TooLong();
        using var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaxBytes)
                throw TooLong();
        }

        try
        {
            return JsonSerializer.Deserialize<T>(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), ApiJson.Options)
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

    private static ProblemException TooLong() => new(
        StatusCodes.Status413PayloadTooLarge, "request.tooLarge", "The body is too long.", $"At most {MaxBytes / 1024} KiB are taken.");
}
