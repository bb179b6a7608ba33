namespace Pantheon.Benchmarks.Measuring;

internal interface IBenchmark
{
    /// <summary>As the command line calls it.</summary>
    string Name { get; }

    Task<IReadOnlyList<Measure>> RunAsync(Scale scale);
}
