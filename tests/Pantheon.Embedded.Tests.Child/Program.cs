using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pantheon.Embedded.Engine;
using Pantheon.Embedded.Functions.Builder;
using Pantheon.Embedded.Tests.Child;

// Runs --Instances orchestrations to their end, in as many lives as it takes: a test kills it in between, before --Most steps are over.
// Says "step" for each activity that ran, and "done" when all have ended.
var builder = FunctionsApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSingleton(new Steps(builder.Configuration["Steps"]!, int.Parse(builder.Configuration["Most"]!)));
using var app = builder.Build();
await app.StartAsync();

var client = app.Services.GetRequiredService<DurableTaskClient>();
var ids = Enumerable.Range(0, int.Parse(builder.Configuration["Instances"]!)).Select(i => $"instance-{i}").ToList();
await Task.WhenAll(ids.Select(async id =>
{
    try
    {
        await client.ScheduleNewOrchestrationInstanceAsync(
            "Work", id, new StartOrchestrationOptions(id).WithDedupeStatuses(Enum.GetValues<OrchestrationRuntimeStatus>()));
    }
    catch (OrchestrationAlreadyExistsException)
    {
        // An earlier life of this process began it.
    }
}));

await Task.WhenAll(ids.Select(id => client.WaitForInstanceCompletionAsync(id)));
await Console.Out.WriteLineAsync("done");
await app.StopAsync();
