using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pantheon.Embedded.Functions;

namespace Pantheon.Embedded.Tests.Hosting;

/// <summary>What functions and their test tell each other.</summary>
internal sealed class Seen
{
    internal Channel<TimerInfo> Ticks { get; } = Channel.CreateUnbounded<TimerInfo>();

    /// <summary>Lines that /events sends on.</summary>
    internal Channel<string> Lines { get; } = Channel.CreateUnbounded<string>();

    internal TaskCompletionSource RequestAborted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TaskCompletionSource RequestBegan { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

internal sealed class TestFunctions(Seen seen)
{
    [Function("Root")]
    public static IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        Results.Text("root of " + request.Path);

    [Function("Echo")]
    public static async Task<IResult> Echo([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo")] HttpRequest request) =>
        Results.Json(new { Query = request.Query["q"].ToString(), Body = await new StreamReader(request.Body).ReadToEndAsync() });

    [Function("ByName")]
    public static IResult ByName([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text(request.Method);

    [Function("Action")]
    public static IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action")] HttpRequest request) =>
        new ObjectResult(new { UserAgent = request.Headers.UserAgent.ToString() }) { StatusCode = 418 };

    [Function("ById")]
    public static IResult ById([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sites/{id:guid}/{n:int}")] HttpRequest request, Guid id, int n) =>
        Results.Text($"{id:N} {n + 1}");

    [Function("CatchAll")]
    public static IResult CatchAll([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard/{*path}")] HttpRequest request, string? path) =>
        Results.Text(path ?? "none");

    [Function("Form")]
    public static async Task<IResult> Form([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "form")] HttpRequest request) =>
        Results.Text((await request.ReadFormAsync())["name"].ToString());

    [Function("Events")]
    public IResult Events([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "events")] HttpRequest request, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(seen.Lines.Reader.ReadAllAsync(cancellationToken));

    [Function("Hang")]
    public async Task<IResult> Hang([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hang")] HttpRequest request, CancellationToken cancellationToken)
    {
        using var aborted = cancellationToken.Register(() => seen.RequestAborted.TrySetResult());
        seen.RequestBegan.TrySetResult();
        await seen.RequestAborted.Task;
        return Results.Empty;
    }

    [Function("Context")]
    public IResult Context([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "context")] HttpRequest request, FunctionContext context) =>
        Results.Json(new
        {
            context.FunctionDefinition.Name,
            context.FunctionDefinition.EntryPoint,
            SameRequest = context.GetHttpContext()?.Request == request,
            Order = context.Items.TryGetValue("order", out var order) ? order : null,
            Injected = seen is not null,
        });

    [Function("Throw")]
    public static IResult Throw([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throw")] HttpRequest request) =>
        throw new TimeoutException("Thrown.");

    [Function("StartGreeting")]
    public static async Task<IResult> StartGreeting(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "greetings/{name}")] HttpRequest request, string name,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync(nameof(Greet), new Name(name), cancellationToken);
        var end = await client.WaitForInstanceCompletionAsync(id, true, cancellationToken);
        return Results.Text(end.ReadOutputAs<string>() ?? end.FailureDetails?.ToString());
    }

    [Function(nameof(Greet))]
    public static async Task<string> Greet([OrchestrationTrigger] TaskOrchestrationContext context, Name input)
    {
        await context.CallActivityAsync(nameof(Note), input);
        return await context.CallActivityAsync<string>(nameof(Say), input);
    }

    [Function(nameof(Say))]
    public static string Say([ActivityTrigger] Name input, FunctionContext context) =>
        $"Hello {input.Value}{(context.Items.TryGetValue("order", out var order) ? " " + order : "")}";

    [Function(nameof(Note))]
    public Task Note([ActivityTrigger] Name input, CancellationToken cancellationToken) =>
        seen is null ? throw new InvalidOperationException(input.Value) : Task.CompletedTask.WaitAsync(cancellationToken);

    [Function("Tick")]
    public async Task Tick([TimerTrigger("%TickSchedule%")] TimerInfo timer) => await seen.Ticks.Writer.WriteAsync(timer);

    internal sealed record Name(string Value);
}
