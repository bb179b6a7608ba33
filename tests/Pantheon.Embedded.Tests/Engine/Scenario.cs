using CsCheck;

namespace Pantheon.Embedded.Tests.Engine;

/// <summary>A random orchestration: what its steps are, and so what it must answer.</summary>
internal sealed record Scenario(Scenario.Step[] Steps)
{
    /// <summary>One of a kind, with a number or with children.</summary>
    internal sealed record Step(Kind Kind, int N, Scenario[]? Children = null);

    internal enum Kind
    {
        Activity,
        FailingActivity,
        FanOut,
        Event,
        Timer,
        Child,
        ContinueAsNew,
    }

    /// <summary>Scenarios whose children are smaller, and neither wait for events nor continue as new.</summary>
    internal static readonly Gen<Scenario> Random = Level(2);

    internal int Events => Steps.Count(step => step.Kind == Kind.Event);

    /// <summary>What the orchestration must answer, where its events carry 0, 1, 2, ... in this order.</summary>
    internal List<string> Expected()
    {
        var events = 0;
        return [.. Steps.SelectMany(step => step.Kind switch
        {
            Kind.Activity => [$"{step.N + 1}"],
            Kind.FailingActivity => [$"failed {step.N}"],
            Kind.FanOut => Enumerable.Range(0, step.N).Select(n => $"{n + 1}"),
            Kind.Event => [$"event {events++}"],
            Kind.Timer => ["timer"],
            Kind.Child => step.Children!.SelectMany(child => child.Expected()),
            _ => Enumerable.Empty<string>(),
        })];
    }

    /// <summary>The orchestrator that does it. Its input is where it stands: continuing as new, it goes on with the rest.</summary>
    internal static async Task<List<string>> RunAsync(TaskOrchestrationContext context)
    {
        var (scenario, from, answers) = context.GetInput<Progress>()!;
        for (var i = from; i < scenario.Steps.Length; i++)
        {
            var step = scenario.Steps[i];
            switch (step.Kind)
            {
                case Kind.Activity:
                    answers.Add(await context.CallActivityAsync<string>("Increment", step.N));
                    break;
                case Kind.FailingActivity:
                    try
                    {
                        await context.CallActivityAsync("Throw", step.N, TaskOptions.FromRetryPolicy(new(2, TimeSpan.FromMinutes(1))));
                    }
                    catch (TaskFailedException e)
                    {
                        answers.Add(e.FailureDetails.ErrorMessage);
                    }

                    break;
                case Kind.FanOut:
                    answers.AddRange(await Task.WhenAll(
                        Enumerable.Range(0, step.N).Select(n => context.CallActivityAsync<string>("Increment", n))));
                    break;
                case Kind.Event:
                    answers.Add($"event {await context.WaitForExternalEvent<int>("E")}");
                    break;
                case Kind.Timer:
                    await context.CreateTimer(TimeSpan.FromHours(step.N), CancellationToken.None);
                    answers.Add("timer");
                    break;
                case Kind.Child:
                    foreach (var part in await Task.WhenAll(step.Children!.Select(
                        child => context.CallSubOrchestratorAsync<List<string>>("Scenario", new Progress(child, 0, [])))))
                        answers.AddRange(part);
                    break;
                case Kind.ContinueAsNew:
                    context.ContinueAsNew(new Progress(scenario, i + 1, answers));
                    return answers;
            }
        }

        return answers;
    }

    private static Gen<Scenario> Level(int depth)
    {
        var kinds = new List<(int, Gen<Step>)>
        {
            (4, Gen.Int[0, 100].Select(n => new Step(Kind.Activity, n))),
            (1, Gen.Int[0, 100].Select(n => new Step(Kind.FailingActivity, n))),
            (2, Gen.Int[0, 12].Select(n => new Step(Kind.FanOut, n))),
            (2, Gen.Int[0, 50].Select(n => new Step(Kind.Timer, n))),
        };
        if (depth > 0)
            kinds.Add((2, Level(depth - 1).Array[0, 3].Select(children => new Step(Kind.Child, 0, children))));
        if (depth == 2)
        {
            kinds.Add((4, Gen.Const(new Step(Kind.Event, 0))));
            kinds.Add((1, Gen.Const(new Step(Kind.ContinueAsNew, 0))));
        }

        return Gen.Frequency([.. kinds]).Array[0, 3 + (2 * depth)].Select(steps => new Scenario(steps));
    }

    /// <summary>Where an execution stands.</summary>
    internal sealed record Progress(Scenario Scenario, int From, List<string> Answers);
}
