using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Pantheon.Testing;

/// <summary>Writes one <see cref="Answer"/>.</summary>
internal sealed class AnswerWriter(Answer answer, ArchiveRequest request, HttpContext context, Action stalled, CancellationToken disposing)
{
    private readonly HttpResponse response = context.Response;

    internal async Task WriteAsync()
    {
        var isHead = HttpMethods.IsHead(request.Method);
        if (!isHead && !HttpMethods.IsGet(request.Method) || isHead && !answer.Head)
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = answer.Head ? "GET, HEAD" : "GET";
            return;
        }

        var (from, length) = WriteHead();
        if (isHead || length == 0)
            return;
        await response.StartAsync(context.RequestAborted);
        await WriteBodyAsync(from, length);
    }

    private (long From, long Length) WriteHead()
    {
        var total = answer.Content.Length;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        Set(HeaderNames.ETag, answer.ETag);
        Set(HeaderNames.LastModified, answer.LastModified?.ToString("R"));
        Set(HeaderNames.Location, answer.Location);
        Set(HeaderNames.RetryAfter, answer.RetryAfter is { } wait ? $"{(long)wait.TotalSeconds}" : null);
        Set(HeaderNames.AcceptRanges, answer.Ranges ? "bytes" : null);
        foreach (var (name, value) in answer.Headers)
            Set(name, value);

        var (from, length) = (0L, total);
        if (answer.Ranges && answer.Status == StatusCodes.Status200OK && Range(total) is { } range)
        {
            (from, length) = range;
            response.StatusCode = length > 0 ? StatusCodes.Status206PartialContent : StatusCodes.Status416RangeNotSatisfiable;
            response.Headers.ContentRange = length > 0 ? $"bytes {from}-{from + length - 1}/{total}" : $"bytes */{total}";
        }

        if (!answer.Chunked)
            response.ContentLength = answer.ClaimedLength ?? length;
        return (from, length);
    }

    /// <summary>The first range asked for; (0, 0) for one that begins past the end; null where the whole is wanted.</summary>
    private (long From, long Length)? Range(long total)
    {
        if (!RangeHeaderValue.TryParse(request.Range, out var header) || header.Ranges.FirstOrDefault() is not { } range || !IsSameVersion())
            return null;
        var from = range.From ?? Math.Max(0, total - range.To!.Value);
        var end = range.From is null ? total : Math.Min(total, (range.To ?? total - 1) + 1);
        return from < total ? (from, end - from) : (0, 0);
    }

    /// <summary>If-Range: a client that resumes gets the whole where the file has changed.</summary>
    private bool IsSameVersion() =>
        !request.Headers.TryGetValue(HeaderNames.IfRange, out var version) || version == answer.ETag || version == answer.LastModified?.ToString("R");

    private async Task WriteBodyAsync(long from, long length)
    {
        var sent = Math.Min(length, response.ContentLength ?? length);
        var stop = Limit(answer.DropAfter, answer.DropTimes);
        var stall = Limit(answer.StallAfter, answer.StallTimes);
        await using (var content = answer.Content.OpenAt(from))
            await CopyAsync(content, Math.Min(sent, Math.Min(stop, stall)));
        if (stall < sent && stall <= stop)
            await StallAsync();
        if (stop < sent || sent < response.ContentLength)
            throw new DroppedConnectionException();
    }

    private long Limit(long? bytes, int times) => bytes is { } limit && request.Number <= times ? limit : long.MaxValue;

    private async Task CopyAsync(Stream content, long count)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            while (count > 0)
            {
                var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count)), disposing);
                if (read == 0)
                    throw new EndOfStreamException($"The content of '{request.Path}' ends {count} bytes before its stated length.");
                await response.Body.WriteAsync(buffer.AsMemory(0, read), disposing);
                count -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        await response.Body.FlushAsync(disposing);
    }

    private async Task StallAsync()
    {
        stalled();
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = disposing.Register(() => end.TrySetResult());
        await using var client = context.RequestAborted.Register(() => end.TrySetResult());
        await end.Task;
        throw new DroppedConnectionException();
    }

    private void Set(string name, string? value)
    {
        if (value is not null)
            response.Headers[name] = value;
    }

    /// <summary>Makes Kestrel send what is written and close the connection without the end of the body; aborting the connection could lose bytes on the way.</summary>
    private sealed class DroppedConnectionException() : IOException("The answer asks for a dropped connection.");
}
