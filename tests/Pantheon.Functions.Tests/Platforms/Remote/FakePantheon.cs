using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pantheon.Functions.Tests.Platforms.Remote;

/// <summary>Pantheon's API as the facts tell it, with a switch for each way of failing. One account; sites and workflows in memory.</summary>
internal sealed class FakePantheon : IAsyncDisposable
{
    internal const string Token = "machine-token-of-the-platform";
    internal const string UserId = "user-1";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, (string Type, JsonObject Parameters, string SiteId)> workflows = new(StringComparer.Ordinal);
    private int sessions;
    private int made;

    private FakePantheon(WebApplication app) => this.app = app;

    internal Uri BaseAddress => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/api/");

    /// <summary>Site ids by name.</summary>
    internal ConcurrentDictionary<string, string> Sites { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All calls, as "METHOD path", and of those that begin a workflow its type.</summary>
    internal ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The URL that the last import was given.</summary>
    internal string? ImportedFrom { get; private set; }

    /// <summary>What the imports of parts were given: database or files, and the URL.</summary>
    internal ConcurrentQueue<(string Part, string Url)> ImportedParts { get; } = new();

    /// <summary>Whether the sites' code is changed on the server: then nobody can push.</summary>
    internal bool IsOnServer { get; set; } = true;

    /// <summary>How often each workflow is asked after before it ends.</summary>
    internal int Polls { get; init; } = 2;

    /// <summary>The end of workflows of a type: the JSON of its result.</summary>
    internal ConcurrentDictionary<string, string> Ends { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers of the next calls in place of the right ones; null answers right.</summary>
    internal Func<HttpRequest, string, IResult?> Instead { get; set; } = (_, _) => null;

    internal string Owner { get; set; } = UserId;

    internal static async Task<FakePantheon> StartAsync(int polls = 2)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var built = builder.Build();
        var fake = new FakePantheon(built) { Polls = polls };
        built.Map("/api/{*path}", fake.AnswerAsync);
        await built.StartAsync();
        return fake;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    internal int CountOf(string type) => Calls.Count(call => call == type);

    private async Task<IResult> AnswerAsync(HttpRequest request, string path)
    {
        var body = request.ContentLength > 0 ? (await JsonNode.ParseAsync(request.Body))!.AsObject() : [];
        var type = (string?)body["type"];
        Calls.Enqueue(type ?? $"{request.Method} {path}");
        if (Instead(request, type ?? path) is { } other)
            return other;
        if (path == "authorize/machine-token")
            return (string?)body["machine_token"] == Token
                ? Results.Json(new { session = $"session-{Interlocked.Increment(ref sessions)}", expires_at = DateTimeOffset.MaxValue.ToUnixTimeSeconds(), user_id = UserId })
                : Results.Json("Authorization failed. Please check that your machine token is valid.", statusCode: 500);
        if (request.Headers.Authorization.ToString() != $"Bearer session-{sessions}")
            return Results.Unauthorized();
        return type is null ? Read(path.Split('/')) : Begin(path.Split('/'), type, body["params"]!.AsObject());
    }

    private IResult Read(string[] path) => path switch
    {
        ["site-names", var name] => Sites.TryGetValue(name, out var id) ? Results.Json(new { id, name }) : Results.NotFound(),
        ["users", UserId, "memberships", "organizations"] => Results.Json(new[]
        {
            new { id = "m1", organization_id = "org-1", organization = new { profile = new { name = "First" } } },
        }),
        ["sites" or "users", _, "workflows", var workflow] => Results.Json(Workflow(workflow)),
        ["sites", _, "environments"] => Results.Json(new { dev = new { on_server_development = IsOnServer }, test = new { }, live = new { } }),
        ["sites", var id] => Results.Json(new { id, owner = Owner, framework = "wordpress" }),
        _ => Results.NotFound(),
    };

    private IResult Begin(string[] path, string type, JsonObject parameters)
    {
        var site = path[0] == "sites" ? path[1] : string.Empty;
        if (type == "create_site_for_migration" && !Sites.TryAdd((string)parameters["site_name"]!, site = $"site-{Interlocked.Increment(ref made)}"))
            return Results.Json("The name is taken.", statusCode: 409);
        if (type == "do_migration")
            ImportedFrom = (string?)parameters["url"];
        if (type == "do_import")
            ImportedParts.Enqueue((parameters.Single(parameter => parameter.Key != "url").Key, (string)parameters["url"]!));
        if (type == "enable_git_mode")
            IsOnServer = false;
        var id = $"w{workflows.Count + 1}-0";
        workflows[id.Split('-')[0]] = (type, parameters, site);
        return Results.Json(Workflow(id.Split('-')[0]), statusCode: 202);
    }

    private readonly ConcurrentDictionary<string, int> asked = new(StringComparer.Ordinal);

    private JsonObject Workflow(string id)
    {
        var (type, _, site) = workflows[id];
        var times = asked.AddOrUpdate(id, 0, (_, before) => before + 1);
        var workflow = new JsonObject
        {
            ["id"] = id,
            ["type"] = type,
            ["step"] = Math.Min(times, Polls),
            ["number_of_tasks"] = Polls,
            ["result"] = null,
            ["waiting_for_task"] = new JsonObject { ["site_id"] = site },
        };
        if (times >= Polls)
        {
            foreach (var (name, value) in JsonNode.Parse(Ends.GetValueOrDefault(type, """{"result":"succeeded"}"""))!.AsObject().ToList())
                workflow[name] = value?.DeepClone();
        }

        return JsonSerializer.SerializeToNode(workflow)!.AsObject();
    }
}
