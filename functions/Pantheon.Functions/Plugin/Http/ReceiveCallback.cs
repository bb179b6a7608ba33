using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;
using Pantheon.Functions.Identity;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Plugin.Http;

/// <summary>POST /api/webhooks/blogvault: takes the plugin's messages. They are kept first and acted on afterwards: the answer waits for no engine.</summary>
public sealed class ReceiveCallback(
    WebhookSignature signature, MachineTokens tokens, IMigrationStore store, ICallbackInbox inbox, CallbackDelivery delivery, RateLimits limits, TimeProvider time)
{
    /// <summary>202 for a new message, 200 for a known one; 400, 401, 409, 413, 429.</summary>
    [Function(nameof(ReceiveCallback)), PublicEndpoint]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/blogvault")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var address = ClientAddress.Of(request.HttpContext);
        var id = Check(request.Headers, body, address);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var (type, data) = Read(body, errors);
        if (errors.Count > 0)
            return Answers.Problem(StatusCodes.Status400BadRequest, "request.invalid", "The callback can't be taken as it is.", "See errors for each field.", errors);

        // An unknown site and a wrong token are the same refusal.
        if (await tokens.IdentifyAsync(Bearer.Of(request), data!.SiteName, cancellationToken) is not { } token
            || await store.FindAsync(token.MigrationId, cancellationToken) is not { } migration)
            throw Unauthorized();
        limits.TakeCallback(migration.Id);

        var callback = new Callback(migration.Id, id, Convert.ToHexStringLower(SHA256.HashData(body)), type, data, time.GetUtcNow());
        // A sender that missed the answer to its last message sends it again after the end, and is to hear that it came.
        if (!await tokens.UseAsync(token, address, cancellationToken))
            return await inbox.LookAsync(callback, cancellationToken) == InboxOutcome.Known ? Known() : throw Unauthorized();
        return await delivery.DeliverAsync(client, migration, callback, cancellationToken) switch
        {
            InboxOutcome.New => Answers.Json(new { status = "accepted" }, StatusCodes.Status202Accepted),
            InboxOutcome.Known => Known(),
            _ => Answers.Problem(
                StatusCodes.Status409Conflict, "webhook.idReused", "The webhook-id was used for another message.", "Send a new id with a new message."),
        };
    }

    private static IResult Known() => Answers.Json(new { status = "known" });

    private static ProblemException Unauthorized() => new(
        StatusCodes.Status401Unauthorized, "webhook.unauthorized", "The machine token is not one for this site.",
        "Check both; a token ends after 30 days, when it is replaced, and when the migration has ended.")
    {
        Challenge = "Bearer",
    };

    // Good callbacks come for all sites from a few addresses; whoever sends bad ones is limited as everybody is.
    private string Check(IHeaderDictionary headers, byte[] body, string address)
    {
        try
        {
            return signature.Check(headers, body);
        }
        catch (ProblemException)
        {
            limits.TakeAddress(address);
            throw;
        }
    }

    private static (CallbackType Type, CallbackData? Data) Read(byte[] body, Dictionary<string, string[]> errors)
    {
        Message message;
        try
        {
            message = JsonSerializer.Deserialize<Message>(body, ApiJson.Options) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest, "request.json", "The body is not the JSON that is expected here.", "Send {\"type\": ..., \"data\": {...}}.");
        }

        CallbackType? type = JsonBody.TextOf(message.Type) switch
        {
            "migration.started" => CallbackType.Started,
            "migration.progress" => CallbackType.Progress,
            "migration.archiveReady" => CallbackType.ArchiveReady,
            "migration.failed" => CallbackType.Failed,
            _ => null,
        };
        if (type is null)
            errors["type"] = ["Give one of migration.started, migration.progress, migration.archiveReady and migration.failed."];
        return (type ?? default, CallbackData.Read(type ?? default, message.Data, errors));
    }

    internal sealed record Message(JsonElement Type, JsonElement Data);
}
