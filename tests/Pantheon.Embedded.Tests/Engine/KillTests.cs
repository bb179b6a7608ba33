using System.Diagnostics;
using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.Tests.Engine;

/// <summary>A real process is killed, as by kill -9, while its instances run, and started again.</summary>
public sealed class KillTests : IDisposable
{
    private const int Instances = 200;
    private static readonly string[] Steps = ["a", "b", "c", "child", "first", "second", "third"];

    private readonly string root = Directory.CreateTempSubdirectory("kill-").FullName;

    [Fact]
    public async Task Kill_InTheMiddleManyTimes_EveryInstanceEndsAndNoStepIsLost()
    {
        Directory.CreateDirectory(Path.Combine(root, "steps"));

        // Fewer in all than the 1,400 there are, so that each kill is in the middle.
        foreach (var steps in new[] { 20, 250, 300, 350 })
            await RunAsync(killAfter: steps, most: steps + 50);
        await RunAsync(killAfter: int.MaxValue, most: int.MaxValue);

        await using var engine = new TestEngine(directory: Path.Combine(root, "data")).Start();
        for (var i = 0; i < Instances; i++)
            await AssertWholeAsync(engine, $"instance-{i}");
        Assert.Equal((0, 0), engine.Engine.Database.Read(session => (
            session.Query("SELECT count(*) FROM durable_messages", row => row.GetInt64(0)).Single(),
            session.Query("SELECT count(*) FROM durable_tasks", row => row.GetInt64(0)).Single())));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private async Task AssertWholeAsync(TestEngine engine, string id)
    {
        var end = (await engine.Client.GetInstanceAsync(id, true))!;
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(["first", "second", "third", "a", "b", "c", "child"], end.ReadOutputAs<string[]>()!);

        // At least once each; what was cut off between its work and its commit ran twice.
        var ran = await File.ReadAllLinesAsync(Path.Combine(root, "steps", id));
        Assert.Equal(Steps, ran.Distinct().Order(StringComparer.Ordinal));

        var history = engine.HistoryOf(id);
        Assert.IsType<HistoryEvent.EpisodeStarted>(history[0]);
        Assert.Single(history.OfType<HistoryEvent.ExecutionStarted>());
        Assert.Equal(new HistoryEvent.ExecutionEnded(OrchestrationRuntimeStatus.Completed), history[^1]);
        Assert.Equal(
            history.OfType<HistoryEvent.TaskScheduled>().Select(task => task.Id),
            history.OfType<HistoryEvent.TaskCompleted>().Select(task => task.Id).Order());
        Assert.Single(history.OfType<HistoryEvent.ChildCompleted>());
    }

    /// <summary>Runs the child until it has said that many steps, or is done.</summary>
    private async Task RunAsync(int killAfter, int most)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Pantheon.Embedded.Tests.Child.dll"),
                $"--DataDirectory={Path.Combine(root, "data")}",
                $"--Steps={Path.Combine(root, "steps")}",
                $"--Instances={Instances}",
                $"--Most={most}",
                "--urls=http://127.0.0.1:0",
            },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            for (var steps = 0; steps < killAfter; steps++)
            {
                var line = await child.StandardOutput.ReadLineAsync(patience.Token);
                Assert.NotNull(line);
                if (line != "done")
                    continue;
                Assert.Equal(int.MaxValue, killAfter);
                await child.WaitForExitAsync(patience.Token);
                Assert.Equal(0, child.ExitCode);
                return;
            }
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }
    }
}
