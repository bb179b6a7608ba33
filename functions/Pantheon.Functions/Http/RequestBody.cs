using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Http;

/// <summary>Reads bodies whole, of a bounded length.</summary>
internal static class RequestBody
{
    /// <summary>Bytes that a body may have.</summary>
    internal const int MaxBytes = 64 * 1024;

    /// <summary>The body's bytes.</summary>
    /// <exception cref="ProblemException">413: it is too long.</exception>
    internal static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
            throw TooLong();
        using var body = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            body.Write(chunk, 0, read);
            if (body.Length > MaxBytes)
                throw TooLong();
        }

        return body.ToArray();
    }

    private static ProblemException TooLong() => new(
        StatusCodes.Status413PayloadTooLarge, "request.tooLarge", "The body is too long.", $"At most {MaxBytes / 1024} KiB are taken.");
}
