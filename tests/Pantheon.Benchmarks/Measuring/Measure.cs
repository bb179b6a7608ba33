namespace Pantheon.Benchmarks.Measuring;

/// <summary>One row of the table.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Ours">The product's median.</param>
/// <param name="Theirs">The median of what it is held against.</param>
/// <param name="Unit">Of both.</param>
/// <param name="Ratio">What the goal is about.</param>
/// <param name="Goal">What it should come to; null where it is told for comparison only.</param>
internal sealed record Measure(string Name, double Ours, double Theirs, string Unit, double Ratio, Goal? Goal)
{
    /// <summary>How many times as fast as the other; from seconds.</summary>
    internal static Measure Speed(string name, double ours, double theirs, double? atLeast = null) =>
        new(name, ours, theirs, "s", theirs / ours, atLeast is { } bound ? Goal.AtLeast(bound) : null);

    /// <summary>How many times as much as the other.</summary>
    internal static Measure Cost(string name, double ours, double theirs, string unit, double atMost) =>
        new(name, ours, theirs, unit, ours / theirs, Goal.AtMost(atMost));
}
