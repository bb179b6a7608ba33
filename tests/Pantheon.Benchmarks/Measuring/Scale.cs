namespace Pantheon.Benchmarks.Measuring;

/// <param name="Small">Whether it is only to be seen that the benchmarks run.</param>
internal sealed record Scale(bool Small)
{
    /// <summary>Measured runs of each side, where a run takes a second or two.</summary>
    internal int Rounds => Small ? 1 : 7;

    /// <summary>The same where a run takes longer.</summary>
    internal int LongRounds => Small ? 1 : 3;

    internal long Bytes(long full, long small) => Small ? small : full;
}
