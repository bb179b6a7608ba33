using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Platforms.Remote;

/// <summary>
/// Calls Pantheon's API: a session from the machine token, kept until shortly before its end; reads again where the other side stumbles.
/// Calls that begin something are made once: whoever calls looks first whether an earlier one began it. Source: the client terminus.
/// </summary>
public sealed class PantheonApi(HttpClient http, IOptions<PlatformOptions> options, TimeProvider time) : IDisposable
{
    private const int Retries = 5;
    private const int MaxAnswerBytes = 4 << 20;
    private const string Client = "pantheon-functions";
    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim signingIn = new(1);
    private PantheonSession? session;

    private PantheonOptions Options => options.Value.Pantheon;

    /// <inheritdoc/>
    public void Dispose() => signingIn.Dispose();

    internal static RetryableFailureException Unreadable(string what) => new(
        "platform.answer", "The platform's answer can't be read", $"Something else than {what} came back. It is tried again by itself.");

    /// <summary>The id of the account that owns the sites.</summary>
    internal async Task<string> GetUserIdAsync(CancellationToken cancellationToken) => (await SessionAsync(cancellationToken)).UserId;

    /// <summary>Reads; null where there is nothing (404). Somebody who waits for the answer is told at once that there is none.</summary>
    internal Task<JsonElement?> GetAsync(string path, CancellationToken cancellationToken, bool isPatient = true) =>
        SendAsync(HttpMethod.Get, path, null, isPatient ? Retries : 0, cancellationToken);

    /// <summary>Begins a workflow. Made once: where no answer comes it may have begun.</summary>
    internal async Task<PantheonWorkflow> BeginAsync(string path, string type, object parameters, CancellationToken cancellationToken) => PantheonWorkflow.Read(
        await SendAsync(HttpMethod.Post, path, new Dictionary<string, object> { ["type"] = type, ["params"] = parameters }, 0, cancellationToken)
            ?? throw Unreadable("a workflow"));

    private async Task<JsonElement?> SendAsync(HttpMethod method, string path, object? body, int retries, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await SendOnceAsync(method, path, body, cancellationToken);
            }
            catch (RetryableFailureException) when (tries < retries)
            {
                await Task.Delay(BackOff * (tries + 1), time, cancellationToken);
            }
        }
    }

    private async Task<JsonElement?> SendOnceAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        var current = await SessionAsync(cancellationToken);
        using var first = await SendAsync(method, path, body, current, cancellationToken);
        if (first.StatusCode != HttpStatusCode.Unauthorized)
            return await ReadAsync(first, cancellationToken);
        // The session was ended at the other side: once more with a new one.
        session = null;
        using var second = await SendAsync(method, path, body, await SessionAsync(cancellationToken), cancellationToken);
        return await ReadAsync(second, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, PantheonSession? signedIn, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, new Uri(Options.BaseAddress, path));
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(new(Client, "1.0"));
        request.Headers.Add("X-Pantheon-Trace-Id", Guid.NewGuid().ToString());
        if (signedIn is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.Token);
        if (body is not null)
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = new("application/json") } };
        try
        {
            return await http.SendAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new RetryableFailureException("platform.unreachable", "The platform can't be reached", "It is tried again by itself.", e);
        }
    }

    private static async Task<JsonElement?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw NotAllowed();
        if ((int)response.StatusCode is >= 400 and < 500 and not (408 or 429))
            throw new PermanentFailureException(
                "platform.rejected", "The platform refused the request", $"It answered {(int)response.StatusCode}: {await WordsAsync(response, cancellationToken)} Contact the support.");
        if (!response.IsSuccessStatusCode)
            throw new RetryableFailureException(
                "platform.unreachable", "The platform stumbled", $"It answered {(int)response.StatusCode}: {await WordsAsync(response, cancellationToken)} It is tried again by itself.");
        return await JsonAsync(response, cancellationToken);
    }

    private async Task<PantheonSession> SessionAsync(CancellationToken cancellationToken)
    {
        if (session is { } current && current.ExpiresAt - Margin > time.GetUtcNow())
            return current;
        await signingIn.WaitAsync(cancellationToken);
        try
        {
            return session is { } fresh && fresh.ExpiresAt - Margin > time.GetUtcNow() ? fresh : session = await SignInAsync(cancellationToken);
        }
        finally
        {
            signingIn.Release();
        }
    }

    private async Task<PantheonSession> SignInAsync(CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, string> { ["machine_token"] = Options.MachineToken, ["client"] = Client };
        using var response = await SendAsync(HttpMethod.Post, "authorize/machine-token", body, null, cancellationToken);
        // A token that is no good is told as 500 with this sentence.
        if (response.StatusCode == HttpStatusCode.InternalServerError
            && (await WordsAsync(response, cancellationToken)).StartsWith("Authorization failed", StringComparison.Ordinal))
            throw NotAllowed();
        if (await ReadAsync(response, cancellationToken) is not { ValueKind: JsonValueKind.Object } json
            || !json.TryGetProperty("session", out var token) || !json.TryGetProperty("user_id", out var user) || !json.TryGetProperty("expires_at", out var expires)
            || token.ValueKind != JsonValueKind.String || user.ValueKind != JsonValueKind.String || !expires.TryGetInt64(out var expiresAt))
            throw Unreadable("a session");
        return new(token.GetString()!, user.GetString()!, DateTimeOffset.FromUnixTimeSeconds(expiresAt));
    }

    private static PermanentFailureException NotAllowed() => new(
        "platform.unauthorized", "The platform does not accept the service's machine token",
        "The operator has to set Platform:Pantheon:MachineToken to a token of the account that owns the sites.");

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(await TextAsync(response, cancellationToken));
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new RetryableFailureException("platform.answer", "The platform's answer can't be read", "It is tried again by itself.", e);
        }
    }

    // An error's body: a JSON string, or anything.
    private static async Task<string> WordsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await TextAsync(response, cancellationToken);
        try
        {
            if (text.StartsWith('"'))
                text = JsonSerializer.Deserialize<string>(text) ?? string.Empty;
        }
        catch (JsonException)
        {
            // Then as it came.
        }

        return new string([.. text.Where(c => !char.IsControl(c)).Take(300)]);
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > MaxAnswerBytes)
            throw Unreadable("an answer of a usual length");
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
