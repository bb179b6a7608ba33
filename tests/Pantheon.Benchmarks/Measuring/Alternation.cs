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
        if (warmUp)
        {
            foreach (var (_, run) in sides)
                await run();
        }

        var figures = new List<double[]>();
        for (var round = 0; round < rounds; round++)
            figures.Add(await RoundAsync(round, sides));
        return Medians(figures);
    }

    /// <summary>Runs each side once, another one first each round.</summary>
    internal static async Task<double[]> RoundAsync(int round, params (string Name, Func<Task<double>> Run)[] sides)
    {
        var figures = new double[sides.Length];
        for (var i = 0; i < sides.Length; i++)
        {
            var side = (round + i) % sides.Length;
            figures[side] = await sides[side].Run();
            await Console.Error.WriteLineAsync($"  round {round + 1}, {sides[side].Name}: {figures[side]:0.000}");
        }

        return figures;
    }

    /// <summary>The median of each side over all rounds.</summary>
    internal static double[] Medians(IReadOnlyList<double[]> rounds) =>
        [.. Enumerable.Range(0, rounds[0].Length).Select(side => Median([.. rounds.Select(round => round[side])]))];

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
