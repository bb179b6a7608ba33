namespace Pantheon.Embedded.Tests.Child;

/// <summary>Three steps in a row, three at once, and one of a child.</summary>
internal sealed class Work(Steps steps)
{
    [Function("Work")]
    public static async Task<string[]> Run([OrchestrationTrigger] TaskOrchestrationContext context, string id)
    {
        var done = new List<string>();
        foreach (var step in new[] { "first", "second", "third" })
            done.Add(await context.CallActivityAsync<string>("Append", new Step(id, step)));
        done.AddRange(await Task.WhenAll(new[] { "a", "b", "c" }.Select(step => context.CallActivityAsync<string>("Append", new Step(id, step)))));
        done.Add(await context.CallSubOrchestratorAsync<string>("Child", id));
        return [.. done];
    }

    [Function("Child")]
    public static Task<string> RunChild([OrchestrationTrigger] TaskOrchestrationContext context, string id) =>
        context.CallActivityAsync<string>("Append", new Step(id, "child"));

    [Function("Append")]
    public async Task<string> Append([ActivityTrigger] Step step, CancellationToken stop)
    {
        await steps.AppendAsync(step.InstanceId, step.Name, stop);
        return step.Name;
    }

    internal sealed record Step(string InstanceId, string Name);
}
