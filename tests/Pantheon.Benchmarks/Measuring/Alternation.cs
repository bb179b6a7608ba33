using System.Diagnostics;

namespace Pantheon.Benchmarks.Measuring;

/// <summary>Runs several sides in turn, so that what drifts on the machine meets all of them alike.</summary>
internal static class Alternation
{
    /// <summary>The median of each side's figures.</summary>
    /// <param name="rounds">How often each is measured.</param>
    /// <param name="warmUp">Whether each side runs once beforehand without being counted.</param>
    /// <param name="sides">Each does its work once and answers its figure.</param>
    internal static async Task<double[]> MediansAsync(int rounds, bool warmUp, params (string Name, Func<Task<double>> Run)[] sides)
    {
        var figures = sides.Select(_ => new List<double>()).ToArray();
        if (warmUp)
        {
            foreach (var (_, run) in sides)
                await run();
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < sides.Length; i++)
            {
                // Another side begins each round.
                var side = (round + i) % sides.Length;
                figures[side].Add(await sides[side].Run());
                await Console.Error.WriteLineAsync($"  round {round + 1}, {sides[side].Name}: {figures[side][^1]:0.000}");
            }
        }

        return [.. figures.Select(Median)];
    }

    /// <summary>Seconds that the work takes.</summary>
    internal static async Task<double> TimeAsync(Func<Task> work)
    {
        var begin = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static double Median(List<double> figures)
    {
        var sorted = figures.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
