using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>
/// Copies the archive: looks at it, copies its ranges, a few at once, and commits them. Every activity skips what is there already, so after
/// a crash only what is missing is fetched.
/// </summary>
public static class CopyArchive
{
    // A history of so many ranges stays small; then the orchestration begins anew with the next.
    private const int RangesInAHistory = 64;

    /// <summary>The sub-orchestrator.</summary>
    [Function(nameof(CopyArchive))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, CopyInput input)
    {
        var plan = input.Plan ?? await context.CallActivityAsync<CopyPlan>(nameof(ProbeArchive), input.Step, MigrateSite.Retry);
        if (plan.Ranges == 0)
        {
            await context.CallActivityAsync(nameof(CopyStream), input.Step, MigrateSite.Retry);
        }
        else
        {
            var end = Math.Min(plan.Ranges, input.NextRange + RangesInAHistory);
            await CopyRangesAsync(context, input, plan, end);
            if (end < plan.Ranges)
            {
                context.ContinueAsNew(input with { Plan = plan, NextRange = end });
                return;
            }
        }

        await context.CallActivityAsync(nameof(FinishCopy), input.Step, MigrateSite.Retry);
    }

    private static async Task CopyRangesAsync(TaskOrchestrationContext context, CopyInput input, CopyPlan plan, int end)
    {
        var running = new List<Task>();
        for (var range = input.NextRange; range < end; range++)
        {
            if (running.Count == plan.AtOnce)
            {
                var ended = await Task.WhenAny(running);
                running.Remove(ended);
                await ended;
            }

            running.Add(context.CallActivityAsync(nameof(CopyRange), new RangeInput(input.Step, range), MigrateSite.Retry));
        }

        await Task.WhenAll(running);
    }
}
