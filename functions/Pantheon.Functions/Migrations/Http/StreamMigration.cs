using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Pantheon.Functions.Email;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>GET /api/migrations/{id}/events: server-sent events, one <c>migration</c> event a change.</summary>
public sealed class StreamMigration(
    OwnMigrations migrations, IMigrationStore store, SupportLink support, TimeProvider time, IHostApplicationLifetime lifetime)
{
    // The record may be changed by any instance of the service, so the stream looks; a look is one read by key.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenSignsOfLife = TimeSpan.FromSeconds(15);

    /// <summary>200 text/event-stream until the caller leaves or the service stops, 404.</summary>
    [Function(nameof(StreamMigration))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/migrations/{id}/events")] HttpRequest request, string id,
        CancellationToken cancellationToken)
    {
        if (await migrations.FindAsync(request, id, cancellationToken) is not { } migration)
            return Answers.NotFound();
        var response = request.HttpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.HttpContext.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await StreamAsync(response, migration, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The way every stream ends.
        }

        return Results.Empty;
    }

    private async Task StreamAsync(HttpResponse response, Migration migration, CancellationToken end)
    {
        await SendAsync(response, migration, end);
        var lastSign = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(BetweenLooks, time, end);
            if (await store.FindAsync(migration.Id, end) is { } now && now.Version != migration.Version)
                await SendAsync(response, migration = now, end);
            else if (time.GetElapsedTime(lastSign) > BetweenSignsOfLife)
                await WriteAsync(response, ": still here\n\n", end);
            else
                continue;
            lastSign = time.GetTimestamp();
        }
    }

    private Task SendAsync(HttpResponse response, Migration migration, CancellationToken end) => WriteAsync(
        response,
        $"id: {migration.Version}\nevent: migration\ndata: {JsonSerializer.Serialize(MigrationView.Of(migration, support), ApiJson.Options)}\n\n",
        end);

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken end)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), end);
        await response.Body.FlushAsync(end);
    }
}
