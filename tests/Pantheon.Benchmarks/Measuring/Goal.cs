namespace Pantheon.Benchmarks.Measuring;

/// <summary>What a ratio, or another figure, should come to.</summary>
internal sealed record Goal(double Bound, bool IsLeast)
{
    internal static Goal AtLeast(double bound) => new(bound, IsLeast: true);

    internal static Goal AtMost(double bound) => new(bound, IsLeast: false);

    internal bool IsMet(double figure) => IsLeast ? figure >= Bound : figure <= Bound;

    public override string ToString() => $"{(IsLeast ? ">=" : "<=")} {Bound:0.00}";
}
