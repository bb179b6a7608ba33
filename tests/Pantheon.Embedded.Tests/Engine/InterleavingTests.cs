using CsCheck;
using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.Tests.Engine;

/// <summary>Random orchestrations, events raised and the engine stopped at random moments: each must answer as its model says.</summary>
public sealed class InterleavingTests
{
    /// <summary>What the driver does next: raise the next event of an instance, stop and start, or let some commits pass.</summary>
    private enum Act
    {
        Raise,
        Restart,
        Pass,
    }

    [Fact]
    public async Task Run_RandomScenariosEventsAndRestarts_AnswersOfTheModel()
    {
        var acts = Gen.Select(
            Gen.Frequency((6, Gen.Const(Act.Raise)), (2, Gen.Const(Act.Restart)), (3, Gen.Const(Act.Pass))), Gen.Int[0, 20]);

        await Gen.Select(Scenario.Random.Array[1, 8], acts.Array[0, 40]).SampleAsync(
            RunAsync, iter: 1000, time: 12, threads: 2, print: input => string.Join("; ", input.Item1.Select(one => string.Join(',', one.Steps.Select(step => step.Kind)))));
    }

    private static async Task RunAsync(Scenario[] scenarios, (Act Act, int N)[] acts)
    {
        await using var engine = new TestEngine(new EagerTime())
            .Orchestrator("Scenario", Scenario.RunAsync)
            .Activity<int, string>("Increment", async (n, _) =>
            {
                await Task.Yield();
                return $"{n + 1}";
            })
            .Activity<int, string>("Throw", n => throw new TimeoutException($"failed {n}"))
            .Start();
        await Task.WhenAll(scenarios.Select((scenario, i) => engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Scenario", new Scenario.Progress(scenario, 0, []), new StartOrchestrationOptions($"{i}"))));

        var raised = new int[scenarios.Length];
        foreach (var (act, n) in acts)
        {
            var i = n % scenarios.Length;
            if (act == Act.Restart)
                await engine.RestartAsync();
            else if (act == Act.Raise && raised[i] < scenarios[i].Events)
                await engine.Client.RaiseEventAsync($"{i}", n % 2 == 0 ? "E" : "e", raised[i]++);
            else if (act == Act.Pass)
                await PassAsync(engine, commits: n);
        }

        for (var i = 0; i < scenarios.Length; i++)
        {
            while (raised[i] < scenarios[i].Events)
                await engine.Client.RaiseEventAsync($"{i}", "E", raised[i]++);
        }

        for (var i = 0; i < scenarios.Length; i++)
        {
            var end = await engine.EndOf($"{i}");
            Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
            Assert.Equal(scenarios[i].Expected(), end.ReadOutputAs<List<string>>());
            Assert.Equal(0, engine.CountRows("durable_messages", $"{i}") + engine.CountRows("durable_tasks", $"{i}"));
            Assert.Single(engine.HistoryOf($"{i}").OfType<HistoryEvent.ExecutionEnded>());
        }
    }

    // Each commit of our own is one in which the engine gets its share.
    private static async Task PassAsync(TestEngine engine, int commits)
    {
        for (var i = 0; i < commits; i++)
            await engine.Engine.Database.Journal.WriteAsync(_ => 0);
    }
}
