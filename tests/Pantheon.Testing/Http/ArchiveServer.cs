using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Pantheon.Testing;

/// <summary>A web server on a free loopback port that hands out archives, well or badly, and records how it was asked.</summary>
public sealed class ArchiveServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<ArchiveRequest, Answer>> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Method, string Path), int> numbers = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> stalls = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ArchiveRequest> requests = new();
    private readonly CancellationTokenSource disposing = new();
    private readonly WebApplication app;

    private ArchiveServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = null);
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>Such as http://127.0.0.1:40123/.</summary>
    public Uri BaseAddress => new(app.Urls.Single());

    /// <summary>In order of arrival.</summary>
    public IReadOnlyList<ArchiveRequest> Requests => [.. requests];

    public static async Task<ArchiveServer> StartAsync()
    {
        var server = new ArchiveServer();
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Puts <paramref name="answer"/> at <paramref name="path"/>, in place of what was there; returns its address. Other paths answer 404.</summary>
    public Uri Serve(string path, Answer answer) => Serve(path, _ => answer);

    /// <summary>Chooses the answer by the request, for a content or an ETag that changes on the way: <see cref="ArchiveRequest.Number"/> counts by method.</summary>
    public Uri Serve(string path, Func<ArchiveRequest, Answer> answer)
    {
        answers[path] = answer;
        return new Uri(BaseAddress, path);
    }

    /// <summary>Ends when a GET of <paramref name="path"/> has come to its <see cref="Answer.StallAfter"/>.</summary>
    public Task WhenStalledAsync(string path) => Stall(path).Task;

    public async ValueTask DisposeAsync()
    {
        if (disposing.IsCancellationRequested)
            return;
        await disposing.CancelAsync();
        await app.DisposeAsync();
        disposing.Dispose();
    }

    private Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var method = context.Request.Method;
        var request = new ArchiveRequest(
            numbers.AddOrUpdate((method, path), 1, (_, number) => number + 1),
            method,
            context.Request.GetEncodedPathAndQuery(),
            context.Request.Headers.Range.FirstOrDefault(),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        requests.Enqueue(request);
        var answer = answers.TryGetValue(path, out var choose) ? choose(request) : Answer.Error(404);
        return new AnswerWriter(answer, request, context, () => Stall(path).TrySetResult(), disposing.Token).WriteAsync();
    }

    private TaskCompletionSource Stall(string path) =>
        stalls.GetOrAdd(path, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
