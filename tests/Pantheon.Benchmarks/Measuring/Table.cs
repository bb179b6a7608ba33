namespace Pantheon.Benchmarks.Measuring;

/// <summary>The table that is printed, a row as soon as it is known.</summary>
internal static class Table
{
    internal static string Head =>
        $"| {"name",-34} | {"ours",10} | {"theirs",10} | {"ratio",6} | {"goal",7} | met |\n|{new string('-', 36)}|{new string('-', 12)}|{new string('-', 12)}|{new string('-', 8)}|{new string('-', 9)}|-----|";

    internal static string Row(Measure measure) =>
        $"| {measure.Name,-34} | {Figure(measure.Ours, measure.Unit),10} | {Figure(measure.Theirs, measure.Unit),10} "
        + $"| {measure.Ratio,6:0.00} | {measure.Goal?.ToString() ?? "-",7} | {Met(measure),-3} |";

    private static string Met(Measure measure) => measure.Goal is not { } goal ? "-" : goal.IsMet(measure.Ratio) ? "yes" : "no";

    private static string Figure(double figure, string unit) => $"{figure:0.00} {unit}";
}
